/** As the operator sets them. */
export interface BotFrameworkSettings {
  /** The bot's id at Microsoft; null: not set. */
  readonly appId: string | null;
  readonly appPassword: string | null;
  /** Of a bot that belongs to one tenant; null: to any. */
  readonly tenantId: string | null;
  /** Without an id: whether the Emulator on this machine may talk to us. */
  readonly isEmulatorWelcome: boolean;
}
