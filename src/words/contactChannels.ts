import { members, wordList } from './vocabulary.js';

const channels = {
  /** An e-mail address is known and, where consent is kept, e-mails to it are wanted. */
  EMAIL: 'by e-mail',
  /** A phone number is known and, where consent is kept, text messages to it are wanted. */
  PHONE: 'by phone',
  /** Street, city, state and postal code are all known. */
  ADDRESS: 'by post',
  /** The customer can be reached by e-mail or by phone, which networks know people by. */
  PAID_SOCIAL: 'by paid social media',
} as const;

/** A way by which customers can be reached. */
export type ContactChannel = keyof typeof channels;

/** The ways by which customers can be reached. */
export const contactChannels = wordList(channels);

/** The ways by which customers can be reached as members: `ContactChannel.EMAIL`. */
export const ContactChannel = members(contactChannels);

/** How sentences name each way. */
export const contactWords: Readonly<Record<ContactChannel, string>> = channels;

/** What consent is kept for. */
const consents = { EMAIL: 'e-mails', SMS: 'text messages' } as const;

/** What consent is kept for: e-mails or text messages. */
export type ConsentChannel = keyof typeof consents;

/** What consent is kept for, as members: `ConsentChannel.SMS`. */
export const ConsentChannel = members(wordList(consents));

/** What consent is kept for, in order. */
export const consentChannels = wordList(consents);

/** How sentences name what consent is kept for. */
export const consentWords: Readonly<Record<ConsentChannel, string>> = consents;
