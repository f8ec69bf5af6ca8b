/** People who share an address, by what they are called there. The one who writes is in `addresses`. */
export interface ProfilesRow {
  address_id: string;
  contact_id: string;
  partner_id: string;
  conversation_id: string;
  name: string;
  created_at: number;
}
