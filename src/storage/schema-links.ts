/** The code itself is never stored here. `used_by`: the address that entered it. */
export interface LinkCodesRow {
  id: string;
  partner_id: string;
  contact_id: string;
  address_id: string;
  code_hash: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
  used_by: string | null;
}

/** Wrong codes from one address since a moment. */
export interface LinkGuessesRow {
  address_id: string;
  partner_id: string;
  wrong: number;
  since: number;
}
