package lexicon

import (
	_ "embed"
	"strings"
)

// GroupClass is a set of classes of organizations, a bit for each line of
// groups.txt. The zero value is no organization.
type GroupClass uint64

//go:embed groups.txt
var groupsText string

var groupsOnce once
var groupNouns, groupNameWords, groupWeak, groupOffices wordTable
var groupClasses []string

// GroupNoun is the set of classes whose organizations the lemma can mean, in
// lower case: "union"; 0 where it means none. O(1), no allocation after the
// first call.
func GroupNoun(lemma string) GroupClass {
	groupsOnce.Do(loadGroups)
	return GroupClass(groupNouns.get(lemma))
}

// WeakGroupNoun tells whether the noun means an organization only where others
// show it: "office", "house". O(1).
func WeakGroupNoun(lemma string) bool {
	groupsOnce.Do(loadGroups)
	return groupWeak.get(lemma) != 0
}

// GroupNameWord is the set of classes that the word tells when it is part of
// a name, in lower case without stops: "ltd". O(1).
func GroupNameWord(word string) GroupClass {
	groupsOnce.Do(loadGroups)
	return GroupClass(groupNameWords.get(strings.TrimRight(word, ".")))
}

// GroupClassNamed is the class of that name in groups.txt, 0 for an unknown one.
func GroupClassNamed(name string) GroupClass {
	groupsOnce.Do(loadGroups)
	for i, c := range groupClasses {
		if c == name {
			return 1 << i
		}
	}
	return 0
}

func loadGroups() {
	for line := range strings.Lines(groupsText) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Split(line, "|")
		if len(parts) == 2 {
			loadOffices(parts[0], parts[1])
			continue
		}
		if len(parts) != 3 || len(groupClasses) == 64 {
			panic("lexicon: groups.txt: " + line)
		}
		bit := GroupClass(1) << len(groupClasses)
		groupClasses = append(groupClasses, strings.TrimSpace(parts[0]))
		for _, w := range strings.Fields(parts[1]) {
			w, weak := strings.CutSuffix(w, "?")
			if weak {
				*groupWeak.set(w) = 1
			}
			*groupNouns.set(w) |= uint64(bit)
		}
		for _, w := range strings.Fields(parts[2]) {
			*groupNameWords.set(w) |= uint64(bit)
		}
	}
}

// OfficeClasses is the set of classes that have someone of that role speak for
// them, from the lines of groups.txt that begin with "office"; 0 where the role
// is no such office. O(1).
func OfficeClasses(lemma string) GroupClass {
	groupsOnce.Do(loadGroups)
	return GroupClass(groupOffices.get(lemma))
}

// loadOffices reads "office class class … | role role …"; "any" is every class.
func loadOffices(classes, roles string) {
	var set GroupClass
	for _, c := range strings.Fields(classes)[1:] {
		if c == "any" {
			set = ^GroupClass(0)
		}
		for i, name := range groupClasses {
			if c == name {
				set |= 1 << i
			}
		}
	}
	for _, w := range strings.Fields(roles) {
		*groupOffices.set(w) |= uint64(set)
	}
}
