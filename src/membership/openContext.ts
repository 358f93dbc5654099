import { endOfTime, findProfileDays, type FindDay } from '../population/profileDays.js';
import type { Scope } from '../scope.js';
import type { CompileContext } from '../segments/CompileContext.js';
import { prepareSegments, type Preparing, type SegmentStore } from '../segments/prepareSegments.js';
import type { SegmentDefinition } from '../segments/SegmentDefinition.js';
import { momentOf } from '../segments/SegmentMoment.js';
import { storedSegments } from '../segments/storedSegments.js';

/** Who asks about segments, with the way to the days of snapshots. */
export interface Asker {
  readonly scope: Scope;
  readonly findDay: FindDay;
}

/** An asker that looks for each day by a statement of its own, as commands do. */
export const askerOf = (scope: Scope): Asker => ({
  scope,
  findDay: async (date) => (await findProfileDays(scope, [date]))[0] ?? null,
});

/** The store, of which some definitions are there already. */
function withKnown(store: SegmentStore, known: ReadonlyMap<string, SegmentDefinition>): SegmentStore {
  return {
    ...store,
    async definitions(ids) {
      const missing = ids.filter((id) => !known.has(id));
      const found = missing.length === 0 ? [] : await store.definitions(missing);
      return new Map([...[...known].filter(([id]) => ids.includes(id)), ...found]);
    },
  };
}

interface Opening extends Preparing {
  /** Definitions of segments that need not be looked up, by id. */
  readonly known?: ReadonlyMap<string, SegmentDefinition>;
}

/** What definitions are compiled for as of a day, or now, with all that they name looked up. */
export async function openContext(
  { scope, findDay }: Asker,
  asOf: string | null | undefined,
  definitions: readonly SegmentDefinition[],
  { known = new Map(), ...preparing }: Opening = {},
): Promise<CompileContext> {
  const found = await findDay(asOf ?? endOfTime);
  const moment = momentOf(scope, asOf, found?.day ?? null);
  return prepareSegments(scope, withKnown(storedSegments(scope), known), definitions, moment, undefined, preparing);
}
