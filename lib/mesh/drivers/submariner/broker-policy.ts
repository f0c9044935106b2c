import { ACCOUNT_PREFIX, ACCOUNTS_NAMESPACE, BROKER_NAMESPACE } from './names';
import type { Manifest } from '../../../fleet';

const NAME = 'submariner-broker';
const GROUP = 'admissionregistration.k8s.io/v1';
const MEMBER = `system:serviceaccount:${ACCOUNTS_NAMESPACE}:${ACCOUNT_PREFIX}`;
const SOURCE = 'multicluster.kubernetes.io/source-cluster';

/** The first minor of Kubernetes with policies of this kind (`admissionregistration.k8s.io/v1`). */
export const OLDEST_WITH_POLICIES = 30;

/** One rule of the policy: an expression about an object of these resources, true when the member may write it so. */
interface Validation {
  readonly resources: readonly string[];
  readonly expression: string;
  readonly message: string;
}

const VALIDATIONS: readonly Validation[] = [
  { resources: ['clusters'], expression: 'request.name == variables.member', message: 'a member writes the Cluster of its own id only' },
  { resources: ['endpoints'], expression: both(object => `${object}.spec.cluster_id == variables.member`), message: 'a member writes Endpoints of its own id only' },
  {
    resources: ['endpointslices'],
    expression: both(object => `has(${object}.metadata.labels) && '${SOURCE}' in ${object}.metadata.labels && ${object}.metadata.labels['${SOURCE}'] == variables.member`),
    message: 'a member writes EndpointSlices of its own services only',
  },
  {
    // All exporters of a service share one ServiceImport, in which each has an entry.
    resources: ['serviceimports', 'serviceimports/status'],
    expression: `${others('object')} == ${others('oldObject')}`,
    message: 'a member changes its own entry of a ServiceImport only',
  },
];

/**
 * Has the API server of the broker refuse writes of a member to what is another's.
 *
 * The Role alone cannot: members write objects whose names nobody knows beforehand, into one namespace (CVE-2026-66780). The rules are those of the
 * operator's optional webhook (submariner-operator#4179), without a server that must run. What stays open: every member may change the
 * ports, type and address of a service that several export, may take the name of an object that is not there yet, and may name subnets in its
 * Endpoint that are another's, which gateways refuse from August 2026 on (submariner#4145, 0.24.1).
 */
export function brokerPolicy(): readonly Manifest[] {
  return [
    {
      apiVersion: GROUP, kind: 'ValidatingAdmissionPolicy', metadata: { name: NAME },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': BROKER_NAMESPACE } },
          resourceRules: [
            rule('submariner.io', ['clusters', 'endpoints']),
            rule('discovery.k8s.io', ['endpointslices']),
            rule('multicluster.x-k8s.io', ['serviceimports', 'serviceimports/status']),
          ],
        },
        matchConditions: [{ name: 'by-a-member', expression: `request.userInfo.username.startsWith('${MEMBER}')` }],
        variables: [{ name: 'member', expression: `request.userInfo.username.substring(${MEMBER.length})` }],
        validations: VALIDATIONS.map(({ resources, expression, message }) => ({
          expression: `!(request.resource.resource in [${plurals(resources)}]) || (${expression})`, message, reason: 'Forbidden',
        })),
      },
    },
    {
      apiVersion: GROUP, kind: 'ValidatingAdmissionPolicyBinding', metadata: { name: NAME },
      spec: { policyName: NAME, validationActions: ['Deny', 'Audit'] },
    },
  ];
}

function rule(group: string, resources: readonly string[]) {
  return { apiGroups: [group], apiVersions: ['*'], operations: ['CREATE', 'UPDATE', 'DELETE'], resources };
}

/** A subresource is no part of `request.resource.resource`. */
function plurals(resources: readonly string[]): string {
  return [...new Set(resources.map(resource => `'${resource.split('/')[0]}'`))].join(', ');
}

/** What was there and what shall be, each where it exists. */
function both(condition: (object: string) => string): string {
  return ['object', 'oldObject'].map(object => `(${object} == null || ${condition(object)})`).join(' && ');
}

/** The entries of other clusters in a ServiceImport. */
function others(object: string): string {
  return `(${object} == null || !has(${object}.status) || !has(${object}.status.clusters) ? [] : ${object}.status.clusters.filter(c, c.cluster != variables.member))`;
}
