import { RuleText } from '../../fleet';

/** A chart that cannot be rendered. */
export const HELM_TEMPLATE: RuleText = {
  code: 'helm-template',
  severity: 'error',
  summary: 'A Helm chart that plain files should bring cannot be rendered: there is no `helm` binary, or Helm refuses the chart.',
  why: 'Plain files hold what the chart renders to, so it is rendered at synth.',
  fix: 'Install Helm 3 or name its binary; or let Argo CD, Flux or the Cluster API add-ons install the chart.',
};

/** A chart with hooks. */
export const HELM_HOOK: RuleText = {
  code: 'helm-hook',
  severity: 'warning',
  summary: 'A Helm chart has hooks, and plain files run none.',
  why: 'A hook runs before or after each installation. A file of the output is applied like any other: install hooks once, upgrade hooks never.',
  fix: 'Switch the hooks off by the values of the chart, run them by hand, or have a controller install the chart.',
};

/** What plain files find in the Helm charts that they bring, by code. */
export const PLAIN_FILES_RULES: readonly RuleText[] = [HELM_HOOK, HELM_TEMPLATE];
