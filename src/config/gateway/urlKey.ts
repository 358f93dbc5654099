import { z } from 'zod';

/** Whether a text says itself that it is an address, and not a path. */
export const isAddress = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);

const isHttp = (text: string): boolean =>
  /^https?:\/\//i.test(text) && URL.canParse(text) && new URL(text).hostname !== '';

function hasNoPassword(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

/** The address of a subgraph or a registry. It is written to logs, so it holds no secret. */
export const urlKey = z
  .string('is not an address such as https://loyalty.example/graphql')
  .max(2000, 'is longer than 2000 characters')
  .refine(isHttp, 'is not an address that begins with http:// or https://, such as https://loyalty.example/graphql')
  .refine(hasNoPassword, 'has a name or a password in it; give it as a header, with headers.set and { env: NAME }');

/** A file, relative to the config file, or an address. */
export const fileOrUrlKey = z
  .string('is neither a path nor an address')
  .min(1, 'is neither a path nor an address')
  .max(4000, 'is longer than 4000 characters')
  .superRefine((text, context) => {
    if (!isAddress(text)) return;
    for (const { message } of urlKey.safeParse(text).error?.issues ?? []) context.addIssue({ code: 'custom', message });
  });
