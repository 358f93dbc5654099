/** Who changes a planned campaign, and when. */
export interface CampaignAuthor {
  /** The name of the API key, or of the program. */
  readonly name: string;
  readonly now: Date;
}
