/** Texts, and beside each what it is where neither case nor accents count, written by hand. */
export const foldedTexts = [
  ['MÜLLER', 'muller'],
  ['mu\u0308ller', 'muller'],
  ['Łukasz ŁÓDŹ', 'lukasz lodz'],
  ['Søren Ærø Ålborg', 'soren aero alborg'],
  ['Nguyễn Đặng', 'nguyen dang'],
  ['İstanbul ISTANBUL ıstanbul', 'istanbul istanbul istanbul'],
  ['Straße STRASSE ẞ', 'strasse strasse ss'],
  ['Œuvre Þór Guðrún Ħal', 'oeuvre thor gudrun hal'],
  ['ΩΜΈΓΑ Ὀδυσσεύς', 'ωμεγα οδυσσευσ'],
  ['Ёлка ЙОД Їжак', 'елка иод іжак'],
  ['שָׁלוֹם أحمد', 'שלום احمد'],
  ['ﬁx Ｆａｃｅｔ', 'fix facet'],
  ['O’Brien–Smith', "o'brien-smith"],
  ['한국 がか', '한국 がか'],
  ['😀 Smile_50%\\', '😀 smile_50%\\'],
  ['a\u200db\u00adc', 'abc'],
] as const;
