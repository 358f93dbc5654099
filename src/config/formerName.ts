/** The fault of a key that is given under its name and under its former name, at the former one: for `refine` of zod. */
export const formerName = (former: string, name: string) => ({
  path: [former],
  message: `is the former name of "${name}", which is given too: keep "${name}" alone`,
});
