import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromDatabase, QueryBuilder, type AskedFor } from '../../src/index.js';
import { openTwoDoors, type TwoDoors } from './twoDoors.js';

let doors: TwoDoors;

const yaml = `
  - name: ALAN_BE
    timeZone: Europe/Brussels
access:
  roles:
    belgium: { apps: [ALAN_BE] }
    both: { apps: [ALAN_BE, ALAN_FR], brands: [north, south] }
    fields: { apps: all, fields: { not: [Customer.email] } }
    rooms: { apps: all, subgraphs: [metrics] }
`;

beforeAll(async () => {
  doors = await openTwoDoors({ yaml });
}, 60_000);
afterAll(() => doors?.close());

/** The days of the values of an account that somebody sees, of the application named. */
async function daysSeen(viewer: AskedFor | undefined, app?: string): Promise<string[]> {
  await using source = await fromDatabase(doors.url, { config: doors.configFile, viewer });
  const query = QueryBuilder.on(source).query('ACCOUNT');
  const found = await (app === undefined ? query : query.forApp(app)).all();
  return [...new Set(found.flatMap(({ metrics }) => metrics.map(({ effective_date: day }) => day)))].toSorted();
}

describe('a source of queries', () => {
  it('sees everything where it is opened for nobody', async () => {
    expect((await daysSeen(undefined)).length).toBeGreaterThan(0);
    expect(await daysSeen(undefined, 'ALAN_BE')).toEqual([]);
  });

  it('knows of the applications of its role alone, and means the first of them', async () => {
    expect(await daysSeen({ role: 'belgium' })).toEqual([]);
    await expect(daysSeen({ role: 'belgium' }, 'ALAN_FR')).rejects.toMatchObject({
      code: 'UNKNOWN_APP',
      message: expect.stringContaining('There is no application "ALAN_FR", only ALAN_BE.'),
    });
    await expect(daysSeen({ role: 'both', apps: ['ALAN_BE'] }, 'ALAN_FR')).rejects.toMatchObject({
      code: 'UNKNOWN_APP',
    });
  });

  it.each<[string, AskedFor, string]>([
    [
      'that the config does not have',
      { role: 'Belgium' },
      'no role "Belgium", only full, belgium, both, fields, rooms.',
    ],
    ['narrowed by fields', { role: 'fields' }, 'ask the gateway with one of its keys'],
    ['narrowed by subgraphs', { role: 'rooms' }, 'ask the gateway with one of its keys'],
    [
      'with an application that it does not see',
      { role: 'belgium', apps: ['ALAN_BE', 'ALAN_FR'] },
      'does not see "ALAN_FR" of "apps"',
    ],
    ['with a brand that it does not see', { role: 'both', brands: ['west'] }, 'does not see "west" of "brands"'],
    ['with no applications', { role: 'both', apps: [] }, '"apps" is empty'],
    ['that is no text', { role: undefined as unknown as string }, '"role" is undefined, and a text is wanted'],
  ])('is not opened for a role %s', async (_, viewer, sentence) => {
    await expect(fromDatabase(doors.url, { config: doors.configFile, viewer })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(sentence),
    });
  });
});
