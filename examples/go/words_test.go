package main

import (
	"reflect"
	"strings"
	"testing"
)

func TestCountWords(t *testing.T) {
	counts, err := countWords(strings.NewReader("The stage, the build -- and THE end."))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"the": 3, "stage": 1, "build": 1, "and": 1, "end": 1}
	if !reflect.DeepEqual(counts, want) {
		t.Errorf("got %v, want %v", counts, want)
	}
}

func TestCommonest(t *testing.T) {
	counts := map[string]int{"b": 2, "a": 2, "c": 5, "d": 1}
	for top, want := range map[uint][]string{0: {}, 3: {"c", "a", "b"}, 9: {"c", "a", "b", "d"}} {
		if got := commonest(counts, top); !reflect.DeepEqual(got, want) {
			t.Errorf("commonest(%d): got %v, want %v", top, got, want)
		}
	}
}
