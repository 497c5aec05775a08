//! Text to Morse code, and back. Letters are separated by a space, words by a slash.

#[rustfmt::skip]
const CODES: [(char, &str); 36] = [
    ('A', ".-"), ('B', "-..."), ('C', "-.-."), ('D', "-.."), ('E', "."), ('F', "..-."),
    ('G', "--."), ('H', "...."), ('I', ".."), ('J', ".---"), ('K', "-.-"), ('L', ".-.."),
    ('M', "--"), ('N', "-."), ('O', "---"), ('P', ".--."), ('Q', "--.-"), ('R', ".-."),
    ('S', "..."), ('T', "-"), ('U', "..-"), ('V', "...-"), ('W', ".--"), ('X', "-..-"),
    ('Y', "-.--"), ('Z', "--.."), ('0', "-----"), ('1', ".----"), ('2', "..---"), ('3', "...--"),
    ('4', "....-"), ('5', "....."), ('6', "-...."), ('7', "--..."), ('8', "---.."), ('9', "----."),
];

/// The Morse code of a text, or the first character that has none.
pub fn encode(text: &str) -> Result<String, char> {
    let words: Result<Vec<String>, char> = text.split_whitespace().map(encode_word).collect();
    Ok(words?.join(" / "))
}

fn encode_word(word: &str) -> Result<String, char> {
    let codes: Result<Vec<&str>, char> = word.chars().map(encode_letter).collect();
    Ok(codes?.join(" "))
}

fn encode_letter(letter: char) -> Result<&'static str, char> {
    let upper = letter.to_ascii_uppercase();
    CODES
        .iter()
        .find(|(known, _)| *known == upper)
        .map(|(_, code)| *code)
        .ok_or(letter)
}

/// The text of a Morse code, or the first group of signs that means nothing.
pub fn decode(code: &str) -> Result<String, &str> {
    let words: Result<Vec<String>, &str> = code.split('/').map(decode_word).collect();
    Ok(words?.join(" "))
}

fn decode_word(word: &str) -> Result<String, &str> {
    word.split_whitespace()
        .map(|signs| {
            CODES
                .iter()
                .find(|(_, code)| *code == signs)
                .map(|(letter, _)| *letter)
                .ok_or(signs)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes() {
        assert_eq!(encode("SOS"), Ok("... --- ...".to_string()));
        assert_eq!(
            encode(" multi stage "),
            Ok("-- ..- .-.. - .. / ... - .- --. .".to_string())
        );
    }

    #[test]
    fn comes_back_as_it_went() {
        let all: String = CODES.iter().map(|(letter, _)| *letter).collect();
        let text = format!("THE {all} END");
        assert_eq!(decode(&encode(&text).unwrap()), Ok(text));
    }

    #[test]
    fn says_what_it_cannot_read() {
        assert_eq!(encode("what?"), Err('?'));
        assert_eq!(decode("... ......"), Err("......"));
    }
}
