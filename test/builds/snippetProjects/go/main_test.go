package main

import "testing"

func TestGreeting(t *testing.T) {
	if greeting() != "hello from Go" {
		t.Fatal(greeting())
	}
}
