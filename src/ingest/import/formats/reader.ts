/** Checks a text, without blanks around it, and gives the form that PostgreSQL takes. Throws `BadValue`. */
export type Reader = (text: string) => string;
