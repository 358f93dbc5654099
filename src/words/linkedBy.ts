/** What source records can be linked by; `foreign_key` is every `fk_<namespace>`. */
export const linkedBy = ['email', 'phone', 'loyalty_id', 'foreign_key'] as const;

export type LinkedBy = (typeof linkedBy)[number];
