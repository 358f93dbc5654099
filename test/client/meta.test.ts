import { expect, it } from '@jest/globals';
import { toResponse } from '../../src/client/toResponse.js';
import type { AccountMeta, CompanyMeta, ContractMeta, CustomerMeta, IndustryMeta } from '../../src/index.js';

/** `true` where two types have the same members of the same types. */
type Same<A, B> = [{ [K in keyof A]: A[K] }, { [K in keyof B]: B[K] }] extends [infer X, infer Y]
  ? (<T>(value: T) => T extends X ? 1 : 2) extends <T>(value: T) => T extends Y ? 1 : 2
    ? true
    : false
  : never;

/** Compiles while the published types have exactly these members. */
const types: readonly [
  Same<CustomerMeta, { readonly customer_id: string }>,
  Same<
    AccountMeta,
    {
      readonly account_id: string;
      readonly account_name: string;
      readonly customer_industry: string | null;
      readonly is_key_account: boolean;
      readonly n_employees: number | null;
    }
  >,
  Same<
    ContractMeta,
    { readonly contract_id: string; readonly contract_name: string; readonly customer_industry: string | null }
  >,
  Same<
    CompanyMeta,
    {
      readonly company_id: string;
      readonly company_name: string;
      readonly country: string | null;
      readonly customer_industry: string | null;
      readonly n_employees: number | null;
    }
  >,
  Same<IndustryMeta, { readonly industry_id: string; readonly industry_name: string }>,
] = [true, true, true, true, true];

const ofIndustry = { customer_industry: 'Energy' };
const known = { customerIndustry: 'Energy', isKeyAccount: true, nEmployees: 3, country: 'AT', other: 'x' };

// The members are those of the documents of the original, in their order.
it.each([
  ['CUSTOMER', { customerId: '1' }, { customer_id: '1' }],
  [
    'ACCOUNT',
    { accountId: '1', accountName: 'A' },
    { account_id: '1', account_name: 'A', ...ofIndustry, is_key_account: true, n_employees: 3 },
  ],
  ['CONTRACT', { contractId: '1', contractName: 'A' }, { contract_id: '1', contract_name: 'A', ...ofIndustry }],
  [
    'COMPANY',
    { companyId: '1', companyName: 'A' },
    { company_id: '1', company_name: 'A', country: 'AT', ...ofIndustry, n_employees: 3 },
  ],
  ['INDUSTRY', { industryId: '1', industryName: 'A' }, { industry_id: '1', industry_name: 'A' }],
] as const)('the meta of %s', (level, own, expected) => {
  const { meta } = toResponse(level, { ...known, ...own }, []);
  expect(Object.entries(meta)).toEqual(Object.entries(expected));
});

it('what is not known is null', () => {
  expect(toResponse('COMPANY', { companyId: '1', companyName: 'A' }, []).meta).toEqual({
    company_id: '1',
    company_name: 'A',
    country: null,
    customer_industry: null,
    n_employees: null,
  });
});

it('is published with these types', () => expect(types).not.toContain(false));
