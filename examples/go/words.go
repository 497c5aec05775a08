package main

import (
	"bufio"
	"io"
	"sort"
	"strings"
	"unicode"
)

// countWords answers how often every word of the text occurs. Words are compared in lower case, without punctuation.
func countWords(text io.Reader) (map[string]int, error) {
	counts := map[string]int{}
	scanner := bufio.NewScanner(text)
	scanner.Split(bufio.ScanWords)
	for scanner.Scan() {
		word := strings.TrimFunc(strings.ToLower(scanner.Text()), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r)
		})
		if word != "" {
			counts[word]++
		}
	}
	return counts, scanner.Err()
}

// commonest answers at most top words, the commonest first, and words of the same count in the order of the alphabet.
func commonest(counts map[string]int, top uint) []string {
	words := make([]string, 0, len(counts))
	for word := range counts {
		words = append(words, word)
	}
	sort.Slice(words, func(i, j int) bool {
		if counts[words[i]] != counts[words[j]] {
			return counts[words[i]] > counts[words[j]]
		}
		return words[i] < words[j]
	})
	if top < uint(len(words)) {
		words = words[:top]
	}
	return words
}
