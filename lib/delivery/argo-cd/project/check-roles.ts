import { ArgoCdProjectRole } from './argo-cd-project-spec';
import { checkItems, checkNoDoubles } from './check-fields';
import { ANY_TEXT, TEXT, TEXTS } from '../../../fleet/check-props';

const FIELDS = {
  required: { name: TEXT },
  optional: { description: ANY_TEXT, policies: TEXTS, groups: TEXTS },
  instead: {
    permissions: 'policies: [\'p, proj:<project>:<role>, applications, sync, <project>/*, allow\']',
    jwtTokens: 'nothing: tokens are issued by Argo CD, which notes them itself',
  },
};
const RESOURCES = ['applications', 'applicationsets', 'clusters', 'exec', 'logs', 'repositories'];
const ACTION = /^(\*|get|create|update|delete|sync|override|(action|update|delete)\/.+)$/;

/**
 * Source: Argo CD v3.5.1, `pkg/apis/application/v1alpha1/types.go`, `validateRoleName`, `validatePolicy` and `validateGroupName`.
 *
 * @param where what messages begin with, up to the index of a role: `acme/apps: AppProject web: roles.`
 * @throws when the API server of Argo CD would refuse a role; one that comes through Git could make the rules of the whole project unreadable
 */
export function checkRoles(where: string, project: string, roles: readonly ArgoCdProjectRole[]): void {
  checkItems(where, roles, '{ name, policies, groups }', FIELDS);
  for (const [i, { name, policies = [], groups = [] }] of roles.entries()) {
    if (!/^[a-zA-Z0-9]([-_a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(name)) {
      throw new Error(`${where}${i}.name: write letters, digits, dashes and underscores, with a letter or digit at both ends, got '${name}'`);
    }
    const rules = policies.map(policy => policy.split(',').map(part => part.replace(/^ +| +$/g, '')));
    for (const [j, rule] of rules.entries()) {
      const hint = policyHint(project, name, rule);
      if (hint !== undefined) throw new Error(`${where}${i}.policies.${j}: write ${hint}, got '${policies[j]}'`);
    }
    checkNoDoubles(`${where}${i}.policies.`, rules.map(rule => rule.join(',')));
    for (const [j, group] of groups.entries()) {
      const hint = groupHint(group);
      if (hint !== undefined) throw new Error(`${where}${i}.groups.${j}: write ${hint}, got ${JSON.stringify(group)}`);
    }
    checkNoDoubles(`${where}${i}.groups.`, groups);
  }
  checkNoDoubles(where, roles.map(role => role.name));
}

/** What to write for a policy, undefined when it is right. */
function policyHint(project: string, role: string, rule: readonly string[]): string | undefined {
  const [type, subject, resource, action, object, effect] = rule;
  if (rule.length !== 6 || type !== 'p') return `six parts, 'p, proj:${project}:${role}, <resource>, <action>, ${project}/<application>, allow'`;
  if (subject !== `proj:${project}:${role}`) return `proj:${project}:${role} for the second part`;
  if (!RESOURCES.includes(resource)) return `one of ${RESOURCES.join(', ')} for the third part`;
  if (!ACTION.test(action)) return 'one of *, get, create, update, delete, sync, override, action/<name>, update/<kind> and delete/<kind> for the fourth part';
  if (!object.startsWith(`${project}/`) || !/^([*\w.-]+\/)?[*\w.-]+$/.test(object.slice(project.length + 1))) {
    return `${project}/*, ${project}/<application> or ${project}/<namespace>/<application> for the fifth part`;
  }
  return effect === 'allow' || effect === 'deny' ? undefined : 'allow or deny for the sixth part';
}

/** What to write for a group, undefined when it is right. Argo CD puts it into a line of comma-separated values. */
function groupHint(group: string): string | undefined {
  if (group.trim() !== group) return 'the group without white space around it';
  const quoted = /^"(.*)"$/s.exec(group)?.[1];
  if (quoted === undefined && group.includes(',')) return 'the group in double quotes, because of its comma';
  return /^[^"\n\r\t]+$/.test(quoted ?? group) ? undefined : 'the name of a group, without double quotes and line ends in it';
}
