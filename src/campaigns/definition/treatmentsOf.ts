import { remainingName, type CampaignDefinition } from './campaignDefinition.js';
import type { Treatment } from './treatmentForm.js';

/** A treatment with the keys that it is known by. */
export interface PlacedTreatment {
  /** The number of its sub-audience, from 1; that of the remaining customers comes last. */
  readonly place: number;
  /** Its number among the treatments of the sub-audience, from 1; control comes first. */
  readonly position: number;
  readonly subAudienceId: string;
  readonly treatmentId: string;
  readonly treatment: Treatment;
}

const placed = (subAudienceId: string, treatments: readonly Treatment[], place: number): PlacedTreatment[] =>
  treatments
    .toSorted((a, b) => Number(b.isControl) - Number(a.isControl))
    .map((treatment, n) => ({
      place,
      position: n + 1,
      subAudienceId,
      treatmentId: `${subAudienceId}/${treatment.name}`,
      treatment,
    }));

/** All treatments of a definition, sub-audience by sub-audience, control before the others. */
export const treatmentsOf = ({
  subAudiences,
  remaining,
}: Pick<CampaignDefinition, 'subAudiences' | 'remaining'>): PlacedTreatment[] => [
  ...subAudiences.flatMap(({ name, treatments }, n) => placed(name, treatments, n + 1)),
  ...(remaining === undefined ? [] : placed(remainingName, remaining.treatments, subAudiences.length + 1)),
];
