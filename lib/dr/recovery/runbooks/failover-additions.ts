import { schedulesStay } from './afterwards';
import { kubectl } from './commands';
import { listed } from '../../../fleet/rules/text';
import type { ActivePassiveFailoverProps } from '../active-passive-failover-props';
import type { RunbookAdditions } from '../restore-plan-props';
import type { RunbookStep } from '../runbook';

/** What a failover adds to the runbook of its plan: what moves after the data, and how it comes back. */
export function failoverAdditions(name: string, props: ActivePassiveFailoverProps): RunbookAdditions {
  const { active, passive, applications = [], dnsNames = [] } = props;
  return {
    title: `Fail over ${name} from ${active.name} to ${passive.name}`,
    facts: [
      ...(applications.length === 0 ? [] : [['Applications that move', applications.map(nameOf).join(', ')] as const]),
      ...(dnsNames.length === 0 ? [] : [['DNS names that move', dnsNames.join(', ')] as const]),
    ],
    afterRestore: [...moveApplications(props), ...moveNames(props), watch(props)],
    wayBack: [
      `Nothing protects what ${passive.name} writes now. Declare the other direction at once: a further ActivePassiveFailover called \`${name}-back\` with \`active\` ${passive.name} and`
      + ` \`passive\` ${active.name}, and the Velero of this one (\`velero: failover.schedule.velero\`).`,
      ...schedulesStay({ others: [active.name] }),
      `When ${active.name} is sound and a backup of ${passive.name} is Completed, follow the runbook of that declaration; then the names and applications are back where they were.`,
    ],
  };
}

function moveApplications({ active, passive, applications = [] }: ActivePassiveFailoverProps): readonly RunbookStep[] {
  const named = applications.filter(application => typeof application === 'string');
  const declared = applications.filter(application => typeof application !== 'string').map(nameOf);
  return applications.length === 0 ? [] : [{
    title: 'Move the applications',
    text: [
      'Not before the data is there: pods that start earlier make volumes of their own, which stay empty.',
      ...(declared.length === 0 ? [] : [`${quoted(declared)}: change the \`clusters\` of its ApplicationSetFleet in the program, or the labels that they select by, so that it takes`
        + ` ${passive.name} and no longer ${active.name}; synthesize and commit.`]),
      ...(named.length === 0 ? [] : [`${quoted(named)}: set the destination to ${passive.name} where the application is kept.`]),
    ],
    check: `all of them are healthy in ${passive.name}, and none runs in ${active.name}`,
  }];
}

function moveNames({ active, passive, dnsNames = [] }: ActivePassiveFailoverProps): readonly RunbookStep[] {
  return dnsNames.length === 0 ? [] : [{
    title: 'Move the DNS names',
    text: [
      `${quoted(dnsNames)}: point each record at ${passive.name}, where the zone is kept. Whatever still writes these records in ${active.name} must have stopped.`,
      'Users come over as the old answers expire: the TTL of a record says how long that takes.',
    ],
    commands: dnsNames.map(name => `dig +short '${name.replace('*', 'any')}'`),
    check: `every name answers with addresses of ${passive.name}, asked from outside as well`,
  }];
}

function watch({ active, passive }: ActivePassiveFailoverProps): RunbookStep {
  return {
    title: 'Watch',
    text: [`Stay until users have come over: requests reach ${passive.name}, errors do not grow, and nobody is served by ${active.name} any more.`],
    commands: [`${kubectl(passive)} get events -A --field-selector type=Warning --sort-by=.lastTimestamp`],
    check: 'it has been quiet for half an hour',
  };
}

function quoted(names: readonly string[]): string {
  return listed(names.map(name => `\`${name}\``));
}

function nameOf(application: string | { readonly name: string }): string {
  return typeof application === 'string' ? application : application.name;
}
