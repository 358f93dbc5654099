import { expect, it } from '@jest/globals';
import { companyStems, industryWords } from '../../../src/demo/words/companies.js';

it('industries have names and words of their own, at most 99 for keys of two digits', () => {
  expect(industryWords.length).toBeLessThanOrEqual(99);
  for (const place of [0, 1] as const) {
    const words = industryWords.map((words) => words[place]);
    expect(new Set(words).size).toBe(words.length);
    expect(words).not.toContain('');
  }
});

it('names of companies begin in many ways, each one word', () => {
  expect(new Set(companyStems).size).toBe(companyStems.length);
  for (const stem of companyStems) expect(stem).toMatch(/^[A-Z][a-z]+$/);
});
