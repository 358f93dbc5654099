const form = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Whether a text is a number as JSON writes one; leading zeros may stand before it. */
export const isNumberText = (text: string): boolean => form.test(text);
