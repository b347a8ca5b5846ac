import type { AlertRuleChanges, EpochMs } from '@cisterna/contract';
import { select } from '../database/select.ts';
import { inTransaction } from '../database/transaction.ts';
import type { ReadModel } from '../read-model.ts';

/** What a clinic has set about its alerts, as it is in force. */
export interface StoredClinicRules {
  readonly clinicId: string;
  /** Raised by one with each change, from 1. */
  readonly version: number;
  readonly changes: AlertRuleChanges;
  readonly updatedAt: EpochMs;
  readonly updatedBy: string;
}

/** PostgreSQL's channel on which changed rules are told; the payload is the clinic. */
export const rulesChannel = 'cisterna_rules';

type Row = Omit<StoredClinicRules, 'changes'> & { readonly doc: string };

const columns = `clinic_id as "clinicId", version, doc, updated_ms as "updatedAt", updated_by as "updatedBy"`;

const storedOf = ({ doc, ...row }: Row): StoredClinicRules => ({
  ...row,
  changes: JSON.parse(doc) as AlertRuleChanges,
});

/** The rules in force of every clinic that has ever set any. Throws DatabaseUnavailable. */
export const allClinicRules = async (model: ReadModel): Promise<StoredClinicRules[]> =>
  (
    await select<Row>(
      model,
      `select distinct on (clinic_id) ${columns} from clinic_rules order by clinic_id, version desc`,
    )
  ).map(storedOf);

/** The rules in force of one clinic; null where it has set nothing. Throws DatabaseUnavailable. */
export const clinicRulesOf = async (model: ReadModel, clinicId: string): Promise<StoredClinicRules | null> => {
  const text = `select ${columns} from clinic_rules where clinic_id = $1 order by version desc limit 1`;
  const [row] = await select<Row>(model, text, [clinicId]);
  return row === undefined ? null : storedOf(row);
};

const lockClinic = {
  name: 'cisterna-lock-clinic-rules',
  text: `select pg_advisory_xact_lock(hashtextextended('cisterna-rules ' || $1, 0))`,
};
const versionText = {
  name: 'cisterna-clinic-rules-version',
  text: `select coalesce(max(version), 0)::int as version from clinic_rules where clinic_id = $1`,
};
const insertText = {
  name: 'cisterna-new-clinic-rules',
  text: `insert into clinic_rules (clinic_id, version, doc, updated_ms, updated_by) values ($1, $2, $3, $4, $5)
    returning pg_notify('${rulesChannel}', $1)`,
};

/**
 * Sets a clinic's rules in place of those in force, where `mayReplace` agrees to their version (0: none); projectors hear of it at the commit. Null
 * where it does not agree. Of several at once each comes after the other. Throws DatabaseUnavailable.
 */
export const changeClinicRules = (
  model: ReadModel,
  change: Omit<StoredClinicRules, 'version'>,
  mayReplace: (version: number) => boolean,
): Promise<StoredClinicRules | null> =>
  inTransaction(model, async session => {
    const { clinicId, changes, updatedAt, updatedBy } = change;
    await session.rows(lockClinic, [clinicId]);
    const [former] = await session.rows<{ version: number }>(versionText, [clinicId]);
    const version = former?.version ?? 0;
    if (!mayReplace(version)) return null;
    await session.write(insertText, [clinicId, version + 1, JSON.stringify(changes), updatedAt, updatedBy]);
    return { ...change, version: version + 1 };
  });
