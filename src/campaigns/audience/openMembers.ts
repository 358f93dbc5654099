import type { SQL } from 'drizzle-orm';
import { UserError } from '../../lib/errors/UserError.js';
import { openContext, type Asker } from '../../membership/openContext.js';
import { findSegments } from '../../membership/readSegments.js';
import { unknownSegment } from '../../membership/requireSegment.js';
import type { StoredSegment } from '../../membership/StoredSegment.js';
import { compileSegment } from '../../segments/compileSegment.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import { segmentMembers } from '../../segments/segmentMembers.js';
import { SegmentStatus } from '../../words/segmentWords.js';
import type { CampaignDefinition } from '../definition/campaignDefinition.js';
import { consentCriteria } from './contactRules.js';
import type { OpenMembers } from './SegmentMembers.js';

interface Named<V> {
  readonly path: string;
  readonly value: V;
}

/** The saved segments that a definition names, with where. */
function namedSegments({ audience, subAudiences }: CampaignDefinition): Named<string>[] {
  const at = (ids: readonly string[], path: string): Named<string>[] =>
    ids.map((value, n) => ({ path: `${path}[${n}]`, value }));
  return [
    ...at(audience.include, 'audience.include'),
    ...at(audience.exclude, 'audience.exclude'),
    ...subAudiences.flatMap(({ segments }, n) => at(segments ?? [], `subAudiences[${n}].segments`)),
  ];
}

/** The definitions of segments that it has of its own, with where. */
const ownCriteria = ({ subAudiences, contactRules }: CampaignDefinition): Named<SegmentDefinition>[] => [
  ...subAudiences.flatMap(({ criteria }, n) =>
    criteria === undefined ? [] : [{ path: `subAudiences[${n}].criteria`, value: criteria }],
  ),
  ...contactRules.consent.map((rule, n) => ({ path: `contactRules.consent[${n}]`, value: consentCriteria(rule) })),
];

async function requireInUse({ scope }: Asker, named: readonly Named<string>[]): Promise<Map<string, StoredSegment>> {
  const found = await findSegments(
    scope,
    named.map(({ value }) => value),
  );
  for (const [n, { path, value }] of named.entries()) {
    const segment = found[n];
    if (segment == null) throw await unknownSegment(scope, value, path);
    if (segment.status === SegmentStatus.ARCHIVED)
      throw new UserError(`The segment "${value}" ("${path}") has been put away.`, 'UNKNOWN_SEGMENT');
  }
  return new Map(found.flatMap((segment) => (segment === null ? [] : [[segment.id, segment]])));
}

/** Finds segments as they are kept, and compiles each, so that a name that is unknown is told with its path. */
export const openMembers =
  (asker: Asker): OpenMembers =>
  async (definition) => {
    const named = namedSegments(definition);
    const own = ownCriteria(definition);
    const saved = await requireInUse(asker, named);
    const definitions = [...[...saved.values()].map((one) => one.definition), ...own.map(({ value }) => value)];
    const context = await openContext(asker, null, definitions);
    for (const { path, value } of named) compileSegment(context, definitionOf(saved, value), path);
    for (const { path, value } of own) compileSegment(context, value, path);
    const members = (one: SegmentDefinition): SQL => segmentMembers(context, one);
    return { saved: (id) => members(definitionOf(saved, id)), defined: members };
  };

function definitionOf(saved: ReadonlyMap<string, StoredSegment>, id: string): SegmentDefinition {
  const segment = saved.get(id);
  if (segment === undefined) throw new Error(`The segment ${id} was not looked up`);
  return segment.definition;
}
