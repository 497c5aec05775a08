// Command roman writes numbers as Roman numerals.
package main

import (
	"fmt"
	"os"
	"strconv"
)

var numerals = []struct {
	value int
	text  string
}{
	{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
	{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
}

func roman(number int) string {
	text := ""
	for _, numeral := range numerals {
		for ; number >= numeral.value; number -= numeral.value {
			text += numeral.text
		}
	}
	return text
}

func main() {
	for _, argument := range os.Args[1:] {
		number, err := strconv.Atoi(argument)
		if err != nil || number < 1 || number > 3999 {
			fmt.Fprintf(os.Stderr, "roman: %q is no number from 1 to 3999\n", argument)
			os.Exit(1)
		}
		fmt.Println(roman(number))
	}
}
