fn main() {
    println!("{}", greeting());
}

fn greeting() -> &'static str {
    "hello from Rust"
}

#[test]
fn greets() {
    assert_eq!(greeting(), "hello from Rust");
}
