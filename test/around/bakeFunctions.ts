/** Expressions of bake with what `docker buildx bake --print` makes of them (buildx 0.29): an argument each. */
export const BAKE_FUNCTIONS: Readonly<Record<string, string>> = {
  'md5("héllo")': "be50e8478cf24ff3595bc7307fb91b50",
  'sha1("")': "da39a3ee5e6b4b0d3255bfef95601890afd80709",
  'sha256("a b")': "c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6d65",
  'substr(sha512("x"), 0, 16)': "a4abd4448c49562d",
  'base64encode("héllo ☃")': "aMOpbGxvIOKYgw==",
  'base64encode("")': "",
  'base64decode("aMOpbGxvIOKYgw==")': "héllo ☃",
  'uuidv5("dns", "example.com")': "cfbff0d1-9375-5685-968c-48ce8b15ae17",
  'uuidv5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "example.com")': "cfbff0d1-9375-5685-968c-48ce8b15ae17",
  'uuidv5("url", "https://x")': "48d34be5-10a3-5c30-96ef-9cf9a60110f2",
  'jsonencode(csvdecode("a,b\\n1,\\"x, y\\"\\n2,z\\n"))': '[{"a":"1","b":"x, y"},{"a":"2","b":"z"}]',
  'jsonencode(csvdecode("a,b\\r\\n\\r\\n\\"q\\"\\"q\\","))': '[{"a":"q\\"q","b":""}]',
  'cidrhost("10.12.112.0/20", 268)': "10.12.113.12",
  'cidrhost("10.12.112.0/20", -1)': "10.12.127.255",
  'cidrnetmask("172.16.0.0/12")': "255.240.0.0",
  'cidrsubnet("172.16.0.0/12", 4, 2)': "172.18.0.0/16",
  'cidrsubnet("10.0.0.0/8", 8, 0)': "10.0.0.0/16",
  'jsonencode(cidrsubnets("10.1.0.0/16", 4, 4, 8, 4))':
    '["10.1.0.0/20","10.1.16.0/20","10.1.32.0/24","10.1.48.0/20"]',
};

/** A bake file with an argument for each of them. */
export const BAKE_FUNCTIONS_FILE = `target "default" {
  args = {
${Object.keys(BAKE_FUNCTIONS)
  .map((expression, index) => `    A${index} = ${expression}`)
  .join("\n")}
  }
}
`;

/** What bake refuses, or makes anew each time: nobody knows it. */
export const OPEN_FUNCTIONS = [
  'base64decode("%")',
  'base64decode("aGk")',
  'uuidv5("place", "x")',
  "uuidv4()",
  'csvdecode("a,b\\n1")',
  'cidrhost("10.0.0.0/33", 1)',
  'cidrhost("10.0.0.0/30", 9)',
  'cidrsubnet("10.0.0.0/31", 4, 0)',
];
