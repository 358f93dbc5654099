import type { EntityRow } from './entities.js';

/** What stands behind an `EntityMeta`: key and name under names that tell the level. */
export interface EntityMetaRow {
  readonly customerId?: string;
  readonly accountId?: string;
  readonly accountName?: string | null;
  readonly contractId?: string;
  readonly contractName?: string | null;
  readonly companyId?: string;
  readonly companyName?: string | null;
  readonly industryId?: string;
  readonly industryName?: string | null;
  readonly customerIndustry: string | null;
  readonly isKeyAccount: boolean | null;
  readonly nEmployees: number | null;
  readonly country: string | null;
}

/** What an entity of a level has to say of itself. */
export function toMeta(row: EntityRow): EntityMetaRow {
  const { level, id, name, customerIndustry, isKeyAccount, nEmployees, country } = row;
  const ofLevel = level.toLowerCase();
  return {
    [`${ofLevel}Id`]: id,
    ...(level !== 'CUSTOMER' && { [`${ofLevel}Name`]: name }),
    customerIndustry,
    isKeyAccount,
    nEmployees,
    country,
  };
}
