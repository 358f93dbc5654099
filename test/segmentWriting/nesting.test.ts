import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { findMemberships } from '../../src/membership/answers/findMemberships.js';
import { openContext, type Asker } from '../../src/membership/openContext.js';
import { findActiveSegments, findVersions } from '../../src/membership/readSegments.js';
import { createSegment } from '../../src/segmentWriting/verbs/createSegment.js';
import { updateSegment } from '../../src/segmentWriting/verbs/updateSegment.js';
import { ofTier, openAsker, openMembers } from '../membership/sample.js';
import type { TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { refusal } from '../support/refusal.js';

let database: TestDatabase;
let asker: Asker;
beforeAll(async () => {
  database = await openMembers();
  asker = await openAsker(database);
});
afterAll(() => database?.drop());

const by = { name: 'marketing' };
const naming = (id: string) => ({ include: { groups: [{ conditions: [{ segment: { id } }] }] } });

const make = (id: string, definition: unknown) =>
  createSegment(asker, { id, name: id, definition, materialise: 'NONE' }, by);

/** A segment, and others that name each other down to it, of which the first is named `<name>0`. */
async function makeChain(name: string, length: number): Promise<void> {
  await make(`${name}${length}`, ofTier('gold'));
  for (let n = length - 1; n >= 0; n -= 1) await make(`${name}${n}`, naming(`${name}${n + 1}`));
}

const deep = (name: string, below: string) =>
  `The segments ${Array.from({ length: 10 }, (_, n) => `${name}${n + 1}`).join(' → ')} → ${below} lie in each other deeper than 10, which are the most.`;

async function segmentsOf(customerId: string): Promise<string[]> {
  const segments = await findActiveSegments(asker.scope);
  const definitions = segments.map(({ definition }) => definition);
  const context = await openContext(asker, null, definitions, { eachAlone: true });
  const [found = []] = await findMemberships(context, segments, [customerId], { leavesOut: true });
  return found.map(({ id }) => id);
}

/** Changes a definition as somebody may at the moment when another is changed. */
const overwrite = (id: string, definition: unknown) =>
  asker.scope.db.query(sql`
    update facet.segment_versions set definition = ${JSON.stringify(definition)}::text::jsonb where segment_id = ${id}`);

describe('a change of a segment', () => {
  it('that others name is refused where they would lie too deep', async () => {
    await make('under', ofTier('gold'));
    await makeChain('long', 10);
    await expect(updateSegment(asker, 'long10', { definition: naming('under') }, by)).rejects.toThrow(
      refusal(
        `"definition" would keep the segment "long0", which names "long10", from being asked: ${deep('long', 'under')}`,
        'FILTER_TOO_LARGE',
      ),
    );
    // One floor higher there is room.
    expect(await updateSegment(asker, 'long9', { definition: naming('under') }, by)).toMatchObject({ isChanged: true });
  });
});

describe('a segment that has come to lie too deep by a change of one that it names', () => {
  beforeAll(async () => {
    await make('below', ofTier('gold'));
    await makeChain('deep', 10);
    await overwrite('deep10', naming('below'));
  });

  it('fails alone: the others are still answered', async () => {
    // C is in gold on the newest day.
    expect((await segmentsOf('C')).filter((id) => id === 'below' || id.startsWith('deep'))).toEqual([
      'below',
      'deep1',
      'deep10',
      ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `deep${n}`),
    ]);
    const graph = await openGraph(database);
    const { data, errors } = await graph.ask(
      `{ top: segment(id: "deep0") { size } under: segment(id: "deep1") { size customers { totalCount } } }`,
    );
    expect(errors).toMatchObject([{ message: deep('deep', 'below'), code: 'FILTER_TOO_LARGE' }]);
    expect(data).toMatchObject({ under: { size: 2, customers: { totalCount: 2 } } });
  });

  it('can be changed into one that can be asked', async () => {
    const change = await updateSegment(asker, 'deep0', { definition: ofTier('silver') }, by);
    expect(change).toMatchObject({ isChanged: true, size: 2, sizeBefore: null });
  });
});

it('a segment whose attribute is no more can be changed into one that can be asked', async () => {
  await make('lost', ofTier('gold'));
  await overwrite('lost', {
    include: { groups: [{ conditions: [{ attribute: { name: 'TEIR', text: { is: 'gold' } } }] }] },
  });
  expect(await segmentsOf('C')).not.toContain('lost');
  await expect(updateSegment(asker, 'lost', { name: 'Lost' }, by)).rejects.toThrow('There is no attribute "TEIR"');
  const change = await updateSegment(asker, 'lost', { definition: ofTier('gold') }, by);
  expect(change).toMatchObject({ isChanged: true, size: 2, sizeBefore: null });
  const [versions] = await findVersions(asker.scope, ['lost'], 1);
  expect(versions).toMatchObject([{ version: 2, size: '2' }]);
});

it('segments that were made of each other at the same moment fail alone, and can be changed', async () => {
  await make('left', ofTier('gold'));
  await make('right', naming('left'));
  await overwrite('left', naming('right'));
  expect(await segmentsOf('C')).toContain('below');
  await expect(updateSegment(asker, 'right', { name: 'Right' }, by)).rejects.toThrow(
    refusal('"definition" names the segment "right" itself, or one that does: it would have no end.'),
  );
  expect(await updateSegment(asker, 'left', { definition: ofTier('silver') }, by)).toMatchObject({ size: 2 });
  expect(await segmentsOf('A')).toEqual(expect.arrayContaining(['left', 'right']));
});
