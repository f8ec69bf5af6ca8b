/** Someone who answers people from the desk. */
export interface Mentor {
  readonly id: string;
  readonly partnerId: string;
  readonly name: string;
  readonly role: 'mentor' | 'administrator';
  readonly languages: readonly string[];
  readonly active: boolean;
  readonly createdAt: number;
}
