package summarize

import "testing"

func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"Nine people died in a fire in Lindow on Monday, police said.": "en",
		"Nine killed in fire":                                   "en",
		"Gunman kills 11 at Ostrava Ridge school":               "en",
		"At least 40 dead as ferry capsizes":                    "en",
		"22 muertos al volcar un autobús en la sierra de Ocaba": "es",
		"Al menos 22 personas murieron y otras 30 resultaron heridas el lunes por la noche, informó la Fiscalía.": "es",
		"Neun Menschen sind bei einem Brand in einem Wohnhaus ums Leben gekommen, teilte die Polizei mit.":        "de",
		"Neuf personnes sont mortes dans un incendie à Lyon, a annoncé la police lundi soir.":                     "fr",
		"Боевики напали на пост под Алдарой, погибли девять человек, сообщили в полиции, объявили эвакуацию.":     "ru",
		"Унаслідок обстрілу загинули двоє людей, ще п'ятеро поранені, повідомили в адміністрації області.":        "uk",
		"قتل ما لا يقل عن ثلاثة وعشرين شخصا في انفجار سيارة مفخخة وقع مساء السبت في سوق المدينة":                  "ar",
		"Negen mensen zijn omgekomen bij een brand in een flat in Rotterdam, meldt de politie op maandagavond.":   "nl",
		"Nove persone sono morte in un incendio in un condominio di Milano, ha riferito la polizia lunedì sera.":  "it",
	} {
		if got := language(Article{Text: text}); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}
