import { describe, expect, it } from '@jest/globals';
import { answerLimits, catalogueLimits, listLimits, requestLimits, textLimits } from '../../src/words/limits.js';
import { errorCodes } from '../../src/words/errorCodes.js';
import { units } from '../../src/words/units.js';
import { members, wordList } from '../../src/words/vocabulary.js';

describe('limits', () => {
  it('are whole numbers above nothing', () => {
    for (const limits of [listLimits, textLimits, answerLimits, requestLimits, catalogueLimits])
      for (const [name, limit] of Object.entries(limits))
        expect([name, Number.isSafeInteger(limit) && limit > 0]).toEqual([name, true]);
  });

  it('leave room for what fits into them', () => {
    // A page holds what is given where nothing is asked.
    expect(listLimits.pageSize).toBeLessThanOrEqual(listLimits.entityPage);
    expect(listLimits.entityPage).toBeLessThanOrEqual(listLimits.page);
    // A page of entities can be asked for by their keys, and a page of 12 metrics of two years fits into an answer.
    expect(listLimits.page).toBeLessThanOrEqual(listLimits.keys);
    expect(listLimits.entityPage * 12 * 24).toBeLessThanOrEqual(answerLimits.metricValues);
    // A filter cannot be deeper than it has conditions, nor a document than the JSON that brings it.
    expect(listLimits.filterDepth).toBeLessThan(listLimits.filterConditions);
    expect(requestLimits.depth).toBeLessThan(requestLimits.tokens);
    // PostgreSQL has 1,600 columns for a table, of which four are no slots, and for a view.
    expect(catalogueLimits.slots + 5).toBeLessThanOrEqual(1600);
    expect(catalogueLimits.names + 5).toBeLessThanOrEqual(1600);
    // Three bytes of UTF-8 for each character of an alias: it has none but ASCII.
    expect(textLimits.alias).toBe(63);
  });
});

describe('codes of errors', () => {
  it('have a status of HTTP that says who is to mend it', () => {
    const statuses = new Map(Object.entries(errorCodes).map(([code, { status }]) => [code, status]));
    // Clients of Apollo send the whole text after an answer of status 200.
    expect(statuses.get('PERSISTED_QUERY_NOT_FOUND')).toBe(200);
    statuses.delete('PERSISTED_QUERY_NOT_FOUND');
    for (const [code, status = 400] of statuses) expect([code, status >= 400 && status < 600]).toEqual([code, true]);
    expect(
      ['UNAUTHENTICATED', 'BODY_TOO_LARGE', 'OVERLOADED', 'DATABASE_UNAVAILABLE'].map((code) => statuses.get(code)),
    ).toEqual([401, 413, 503, 503]);
  });
});

describe('units', () => {
  it('are written in one way each', () => {
    for (const [name, facts] of units) expect([name, Object.keys(facts).length <= 1]).toEqual([name, true]);
  });
});

describe('a vocabulary', () => {
  it('lists words as they stand, and names each by itself', () => {
    const words = wordList({ b: 1, a: 2 });
    expect(words).toEqual(['b', 'a']);
    const named = members(words);
    expect(named).toEqual({ a: 'a', b: 'b' });
    expect(Reflect.set(named, 'a', 'c')).toBe(false);
    expect(Reflect.set(named, 'c', 'c')).toBe(false);
  });
});
