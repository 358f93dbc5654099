/**
 * What counts as an e-mail address: the pattern of the HTML standard, which the GraphQL scalar `EmailAddress` uses too.
 * Written with what JavaScript and PostgreSQL regular expressions read alike (`new RegExp(EMAIL_PATTERN)`, `text ~
 * $1`); it matches the whole text, with regard to case.
 */
export const EMAIL_PATTERN =
  "^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?" +
  '(?:[.][a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$';
