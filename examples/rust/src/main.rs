//! morse <text>, or morse --decode <code>

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let answer = match arguments.split_first() {
        None => Err("usage: morse <text> | morse --decode <code>".to_string()),
        Some((first, rest)) if first == "--decode" => {
            morse::decode(&rest.join(" ")).map_err(|signs| format!("nothing is written {signs}"))
        }
        Some(_) => morse::encode(&arguments.join(" "))
            .map_err(|letter| format!("there is no code for {letter}")),
    };
    match answer {
        Ok(text) => println!("{text}"),
        Err(problem) => {
            eprintln!("morse: {problem}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
