import { z } from 'zod';
import { campaignLimits } from '../../words/limits.js';
import { PlannedCampaignType } from '../../words/plannedCampaignWords.js';
import { dayText, keyList, campaignKeyText, nameText } from './formParts.js';
import { scheduleOf } from './scheduleForm.js';
import { definitionForm } from '../../segments/definition/definitionForm.js';
import { treatmentList } from './treatmentForm.js';

/** What the part of the audience is called that is in no sub-audience. */
export const remainingName = 'Remaining';

const flag = z.boolean('is neither true nor false');

const label = z
  .string('is no text')
  .regex(/^[A-Za-z0-9_-]{1,35}$/, 'is no label: 1 to 35 letters of a to z, digits, "-" and "_"');

const whole = (least: number, most: number) =>
  z.int('is no whole number').min(least, `is less than ${least}`).max(most, `is more than ${most}`);

const subAudience = z
  .strictObject({
    name: nameText.refine((name) => !name.includes('/'), 'holds a "/"'),
    /** Saved segments, whose members are in it. */
    segments: keyList(1, campaignLimits.segments).optional(),
    /** The definition of a segment of its own. */
    criteria: definitionForm.optional(),
    treatments: treatmentList,
  })
  .refine(({ segments, criteria }) => (segments === undefined) !== (criteria === undefined), {
    message: 'has to have either segments or criteria',
  });

const consent = z.strictObject({
  channel: z.enum(['EMAIL', 'SMS'], 'is none of EMAIL, SMS'),
  program: campaignKeyText.optional(),
  brand: campaignKeyText.optional(),
  region: campaignKeyText.optional(),
});

const contactRules = z.strictObject({
  /** Whoever was sent campaigns as often as that on that many days is dropped. */
  limit: z.strictObject({ times: whole(1, 1000), days: whole(1, campaignLimits.contactDays) }).optional(),
  /** Whoever has not said so to each of these is dropped. */
  consent: z
    .array(consent, 'is no list')
    .max(campaignLimits.consentRules, `has more than ${campaignLimits.consentRules}`)
    .default([]),
  /** Whether those who were in an earlier delivery are dropped. */
  newMembersOnly: flag.default(false),
  /** Whether those are dropped whom the config holds out of all campaigns. */
  holdout: flag.default(true),
});

const common = {
  name: nameText,
  labels: z
    .array(label, 'is no list')
    .max(campaignLimits.labels, `has more than ${campaignLimits.labels}`)
    .refine((labels) => new Set(labels).size === labels.length, 'has one of them twice')
    .default([]),
  app: campaignKeyText.default('default'),
  brand: campaignKeyText.optional(),
  audience: z
    .strictObject({
      include: keyList(1, campaignLimits.segments),
      exclude: keyList(0, campaignLimits.segments).default([]),
    })
    .refine(({ include, exclude }) => !include.some((id) => exclude.includes(id)), {
      path: ['exclude'],
      message: 'names a segment that is included too',
    }),
  subAudiences: z
    .array(subAudience, 'is no list')
    .max(campaignLimits.subAudiences, `has more than ${campaignLimits.subAudiences}`)
    .default([]),
  /** Whether a customer is in the first sub-audience that it matches alone, and not in all of them. */
  firstMatchOnly: flag.default(true),
  /** The treatments of all who are in no sub-audience; left out: they are dropped. */
  remaining: z.strictObject({ treatments: treatmentList }).optional(),
  contactRules: contactRules.prefault({}),
  /** Whether those who were on its lists are recorded as such. */
  recordRecipients: flag.default(true),
} as const;

const launchDaysAfter = whole(0, campaignLimits.launchDays).optional();

const oneTime = z
  .strictObject({
    type: z.literal(PlannedCampaignType.ONE_TIME),
    ...common,
    schedule: scheduleOf.ONE_TIME.prefault({}),
    /** The day on which the message is expected to go out; left out: that of the delivery. */
    launchDate: dayText.optional(),
    /** The same as days after the delivery. */
    launchDaysAfter,
  })
  .refine(({ launchDate, launchDaysAfter: days }) => launchDate === undefined || days === undefined, {
    path: ['launchDate'],
    message: 'and launchDaysAfter both say when the message goes out; give one of them',
  });

const recurring = z.strictObject({
  type: z.literal(PlannedCampaignType.RECURRING),
  ...common,
  schedule: scheduleOf.RECURRING,
  launchDaysAfter,
});

const form = z.discriminatedUnion('type', [oneTime, recurring], 'is none of ONE_TIME, RECURRING');

/** The definition of a planned campaign, as JSON, YAML and GraphQL give it. */
export const campaignDefinition = form.superRefine(({ subAudiences, remaining }, context) => {
  const fault = (path: (string | number)[], message: string): void =>
    context.addIssue({ code: 'custom', path, message });
  if (subAudiences.length === 0 && remaining === undefined)
    fault(['remaining'], 'is missing, and there are no subAudiences: nobody would get anything');
  const seen = new Set([remainingName.toLowerCase()]);
  for (const [n, { name }] of subAudiences.entries()) {
    const folded = name.toLowerCase();
    if (seen.has(folded))
      fault(
        ['subAudiences', n, 'name'],
        folded === remainingName.toLowerCase() ? 'is kept for those in none' : 'comes twice',
      );
    seen.add(folded);
  }
});

/** The definition of a planned campaign, with all that was left out filled in. */
export type CampaignDefinition = z.infer<typeof campaignDefinition>;

/** A contact rule about consent. */
export type ConsentRule = z.infer<typeof consent>;
