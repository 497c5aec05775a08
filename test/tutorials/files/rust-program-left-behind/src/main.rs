fn main() {
    println!("gong");
}
