//! Writes numbers in the base that DIGITS_BASE says.
use std::{env, process};

fn digits(mut number: u64, base: u64) -> String {
    let mut written = Vec::new();
    loop {
        written.push(char::from_digit((number % base) as u32, base as u32).unwrap_or('?'));
        number /= base;
        if number == 0 {
            return written.iter().rev().collect();
        }
    }
}

fn main() {
    let base = env::var("DIGITS_BASE").ok().and_then(|text| text.parse().ok());
    let base = base.filter(|base| (2..=36).contains(base)).unwrap_or(10);
    for argument in env::args().skip(1) {
        match argument.parse() {
            Ok(number) => println!("{}", digits(number, base)),
            Err(_) => {
                eprintln!("digits: {argument} is no whole number");
                process::exit(1);
            }
        }
    }
}
