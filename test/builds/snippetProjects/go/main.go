// A program that says hello.
package main

import "fmt"

func main() { fmt.Println(greeting()) }

func greeting() string { return "hello from Go" }
