import type { Ui } from '#platform/http/ui.ts';
import type { EntryPolicy } from '#platform/scope.ts';
import { tellHours } from '#views/identity/policies/hours.ts';
import { Kv, KvRow } from '#views/ui/kv.tsx';

interface Props {
  readonly ui: Ui;
  readonly policy: EntryPolicy;
  readonly idleHours: readonly number[];
  readonly longestHours: readonly number[];
}

/** The rules for those who may not change them. */
export function PolicyFacts({ ui, policy, idleHours, longestHours }: Props): JSX.Element {
  const { factorFrom, ranges } = policy;
  const hours = (own: number | null, choices: readonly number[]) => tellHours(ui, own ?? choices.at(-1) ?? 0);
  return (
    <Kv>
      <KvRow
        label={ui.t('identity.policy.factor.title')}
        value={
          factorFrom === null
            ? ui.t('identity.policy.factor.none')
            : ui.t('identity.policy.factor.since', { day: ui.format.date(factorFrom, 'long') })
        }
      />
      <KvRow label={ui.t('identity.policy.logins.idle')} value={hours(policy.idleHours, idleHours)} />
      <KvRow label={ui.t('identity.policy.logins.longest')} value={hours(policy.longestHours, longestHours)} />
      <KvRow label={ui.t('identity.policy.addresses.title')}>
        {ranges.length === 0 ? (
          <span safe>{ui.t('identity.policy.addresses.none')}</span>
        ) : (
          <ul class="stack-s">
            {ranges.map(({ range, remark }) => (
              <li>
                <code class="mono" safe>
                  {range}
                </code>{' '}
                <span class="quiet" safe>
                  {remark}
                </span>
              </li>
            ))}
          </ul>
        )}
      </KvRow>
    </Kv>
  );
}
