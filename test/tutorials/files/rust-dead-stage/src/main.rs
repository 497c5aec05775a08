fn main() {
    println!("ding dong");
}
