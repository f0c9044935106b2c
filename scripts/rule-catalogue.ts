import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES, RuleText } from '../lib';
import { REGISTRATION_RULES } from '../lib/delivery/argo-cd/registration';
import { ARGO_CD_RULES } from '../lib/delivery/argo-cd/rules';
import { FLUX_RULES } from '../lib/delivery/flux/rules';
import { PLAIN_FILES_RULES } from '../lib/delivery/plain-files/rules';
import { EXTERNAL_SECRETS_RULES } from '../lib/delivery/secrets/rules';
import { DR_RULES } from '../lib/dr/rules';
import { veleroDrillNamespace } from '../lib/dr/rules/velero-drill-namespace';
import { veleroHubWithoutClusters } from '../lib/dr/rules/velero-hub-without-clusters';
import { veleroNotRestored } from '../lib/dr/rules/velero-not-restored';
import { cloudNameTwice } from '../lib/fleet/across-fleets/rules/cloud-name-twice';
import { SHARED_HUB_COMPONENT } from '../lib/fleet/across-fleets/rules/shared-hub-component';
import { APPLICATION_SET_RULES } from '../lib/gitops/application-set/rules';
import { CLUSTER_INVENTORY_RULES } from '../lib/hub/cluster-inventory/rules';
import { CILIUM_POLICY_RULES } from '../lib/mesh/cilium-policies/rules';
import { CILIUM_MESH_RULES } from '../lib/mesh/drivers/cilium-cluster-mesh/rules';
import { ISTIO_RULES } from '../lib/mesh/drivers/istio/rules';
import { SUBMARINER_RULES } from '../lib/mesh/drivers/submariner/rules';
import { GLOBALNET_RULES } from '../lib/mesh/globalnet/rules';
import { ISTIO_TRAFFIC_RULES } from '../lib/mesh/istio-traffic/rules';
import { SERVICE_RULES } from '../lib/services/rules';

const FILE = join(__dirname, '..', 'docs', 'rules.md');

/** Rules that hold under one circumstance. */
export interface RuleGroup {
  readonly title: string;
  readonly rules: readonly RuleText[];
}

/** All rules, by when they hold. */
export const RULE_GROUPS: readonly RuleGroup[] = [
  { title: 'Every fleet', rules: RULES },
  { title: 'Several fleets in a program', rules: [cloudNameTwice, SHARED_HUB_COMPONENT] },
  { title: 'Plain files', rules: PLAIN_FILES_RULES },
  { title: 'External Secrets', rules: EXTERNAL_SECRETS_RULES },
  { title: 'Argo CD', rules: byCode([...ARGO_CD_RULES, ...REGISTRATION_RULES]) },
  { title: 'ClusterInventory', rules: CLUSTER_INVENTORY_RULES },
  { title: 'ApplicationSetFleet', rules: APPLICATION_SET_RULES },
  { title: 'Flux', rules: FLUX_RULES },
  { title: 'Submariner', rules: byCode([...SUBMARINER_RULES, ...GLOBALNET_RULES]) },
  { title: 'Istio', rules: ISTIO_RULES },
  { title: 'Traffic in an Istio mesh', rules: ISTIO_TRAFFIC_RULES },
  { title: 'Cilium Cluster Mesh', rules: byCode([...CILIUM_MESH_RULES, ...CILIUM_POLICY_RULES]) },
  { title: 'ServiceExportPair', rules: SERVICE_RULES },
  { title: 'Backups', rules: byCode([...DR_RULES, veleroDrillNamespace, veleroHubWithoutClusters, veleroNotRestored]) },
];

function byCode(rules: readonly RuleText[]): readonly RuleText[] {
  return [...rules].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The text of docs/rules.md: a table of contents for each group, and a section for each rule. */
export function ruleCatalogue(groups: readonly RuleGroup[]): string {
  return [
    '# Rules',
    '',
    '<!-- Generated from the rules by `npm run rules`. Change the rules, not this page. -->',
    '',
    'What is checked in a fleet before anything is written. Every finding has one of these codes; codes never change. An error stops the synth, a',
    'warning is only printed. All findings are reported at once.',
    '',
    ...groups.flatMap(({ title, rules }) => [
      `**${title}**`,
      '',
      '| code | severity | what |',
      '|---|---|---|',
      ...rules.map(rule => `| [${rule.code}](#${rule.code}) | ${rule.severity} | ${cell(rule.summary)} |`),
      '',
    ]),
    ...groups.flatMap(({ rules }) => rules.flatMap(section)),
  ].join('\n');
}

function section(rule: RuleText): readonly string[] {
  return [`## ${rule.code}`, '', `Severity: ${rule.severity}`, '', rule.summary, '', `**Why:** ${rule.why}`, '', `**Fix:** ${rule.fix}`, ''];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** Writes the page; with `--check` only compares, and fails when it is stale. */
function main(args: readonly string[]): number {
  const text = ruleCatalogue(RULE_GROUPS);
  if (!args.includes('--check')) {
    writeFileSync(FILE, text);
    return 0;
  }
  if (readFileSync(FILE, 'utf8') === text) {
    return 0;
  }
  console.error('docs/rules.md does not say what the rules say: run `npm run rules` and commit it');
  return 1;
}

if (require.main === module) {
  process.exitCode = main(process.argv.slice(2));
}
