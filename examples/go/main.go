// Command wordfreq reads text and prints its commonest words, the commonest first.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
)

func main() {
	top := flag.Uint("top", 10, "how many words to print")
	version := flag.Bool("version", false, "print the platform that this program was built for")
	flag.Parse()

	if *version {
		fmt.Println("wordfreq for", runtime.GOOS+"/"+runtime.GOARCH)
		return
	}
	words, err := countWords(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, "wordfreq:", err)
		os.Exit(1)
	}
	for _, word := range commonest(words, *top) {
		fmt.Printf("%6d %s\n", words[word], word)
	}
}
