/** What the Lab's JSON endpoints take and answer, and a client of them for one account. */

import { expect, type APIRequestContext, type APIResponse } from '@playwright/test';

export type Persona = 'new' | 'starter' | 'starter-empty' | 'past-due' | 'pro' | 'ai-power';
export type WalletName = 'download' | 'ai';

export interface AccountOptions {
  persona: Persona;
  plan?: string;
  download_credits?: number;
  ai_credits?: number;
  /** RFC 3339: the account's time and its billing anchor. */
  clock?: string;
  /** In which time zone its dates are shown, such as "Europe/Berlin"; UTC if it says nothing. */
  time_zone?: string;
}

export interface Credentials {
  email: string;
  password: string;
}

export interface Wallet {
  available: number;
  held: number;
  unlimited: boolean;
}

export interface Period {
  start: string;
  end: string;
  granted: { download: number; ai: number } | null;
}

export interface Ledger {
  wallets: Record<WalletName, Wallet>;
  /** Spent before its payment went back, and owed since. */
  debts: Record<WalletName, number>;
  periods: Period[];
  entries: Record<string, unknown>[];
  lots: Record<string, unknown>[];
  holds: Record<string, unknown>[];
}

export interface GoneBack {
  outcome: 'applied' | 'refused';
  invoice?: number;
  cents?: number;
}

/** Absent means unchanged, null means cleared. */
export interface Faults {
  latency_ms?: number | null;
  render?: 'fail' | 'stall' | null;
  provider?: 'fail' | 'stall' | 'partial' | null;
  /** How far renders and takes get that stall, in per cent, 1 to 99; 40 if nothing is said. */
  stall_at?: number | null;
  /** How long each frame takes at least that is drawn here, in milliseconds, up to 10,000; 250 is the Lab's "Slow rendering". */
  frame_latency_ms?: number | null;
  /** The next render or take fails, and then it is false again. */
  fail_next?: boolean | null;
  offline?: boolean | null;
}

export interface LedgerOp {
  op: 'grant' | 'debit' | 'hold' | 'capture' | 'release';
  wallet: WalletName;
  amount: number;
  key: string;
  hold?: string;
}

export interface LedgerAnswer {
  outcome: 'applied' | 'duplicate' | 'refused' | 'in_flight';
  available: number;
  held: number;
  hold?: string;
}

/** The Lab, as the account whose session the request context holds. */
export class Lab {
  constructor(private readonly request: APIRequestContext) {}

  /** Makes an isolated account; its session cookie lands in the context, and so in its pages. */
  async account(options: AccountOptions): Promise<Credentials> {
    return this.post<Credentials>('/lab/accounts', options);
  }

  /** Moves the account's time forward; answers when all that fell due is committed. */
  async advance(by: string): Promise<void> {
    await this.post('/lab/clock', { advance: by });
  }

  async travelTo(moment: string): Promise<void> {
    await this.post('/lab/clock', { to: moment });
  }

  async faults(faults: Faults): Promise<void> {
    await this.post('/lab/faults', faults);
  }

  async nextPayment(outcome: 'succeed' | 'fail'): Promise<void> {
    await this.post('/lab/payments', { next: outcome });
  }

  /** Gives money back: of the newest paid invoice, or of the one with that number. */
  async refund(of: { invoice?: number; amount_cents?: number } = {}): Promise<GoneBack> {
    return this.post<GoneBack>('/lab/refunds', of);
  }

  async dispute(state: 'opened' | 'won' | 'lost', invoice?: number): Promise<GoneBack> {
    return this.post<GoneBack>('/lab/disputes', { state, ...(invoice === undefined ? {} : { invoice }) });
  }

  /** Compares the books; what contradicts, of this account. */
  async reconcile(): Promise<object[]> {
    return (await this.post<{ findings: object[] }>('/lab/reconcile', {})).findings;
  }

  async ledger(): Promise<Ledger> {
    const response = await this.request.get('/lab/ledger');
    expect(response.status(), `GET /lab/ledger: ${(await response.text()).slice(0, 400)}`).toBe(200);
    return response.json();
  }

  /** Moves credits directly in a wallet, past every entitlement. */
  async move(op: LedgerOp): Promise<LedgerAnswer> {
    return this.post<LedgerAnswer>('/lab/ledger', op);
  }

  /** Any body at all, for what is refused. */
  async raw(path: string, body: string): Promise<APIResponse> {
    return this.request.post(path, { data: Buffer.from(body), headers: { 'content-type': 'application/json' } });
  }

  private async post<T>(path: string, data: object): Promise<T> {
    const response = await this.request.post(path, { data });
    const text = await response.text();
    expect(response.status(), `POST ${path} ${JSON.stringify(data)}: ${text.slice(0, 400)}`).toBe(200);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}
