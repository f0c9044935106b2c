/**
 * What ServiceAccounts may read by the Roles of some objects, `<account> <Secret>`, sorted.
 *
 * @throws for a rule that gives more than to get Secrets
 */
export function mayRead(objects: readonly any[]): readonly string[] {
  return objects.filter(({ kind }) => kind === 'RoleBinding').flatMap(({ metadata: { namespace }, roleRef, subjects }) => {
    const accounts = subjects.map((subject: any) => find(objects, subject.kind, subject.name, subject.namespace).metadata);
    return find(objects, roleRef.kind, roleRef.name, namespace).rules.flatMap(({ resourceNames, ...rule }: any) => {
      if (JSON.stringify(rule) !== '{"apiGroups":[""],"resources":["secrets"],"verbs":["get"]}') {
        throw new Error(`more than it needs: ${JSON.stringify(rule)}`);
      }
      return accounts.flatMap((account: any) => resourceNames.map((name: string) => `${account.namespace}/${account.name} ${namespace}/${name}`));
    });
  }).sort();
}

/** What ExternalSecrets read through the ServiceAccounts of their SecretStores, alike. */
export function reads(objects: readonly any[]): readonly string[] {
  const read = objects.filter(({ kind }) => kind === 'ExternalSecret').flatMap(({ metadata: { namespace }, spec }) => spec.data.flatMap((item: any) => {
    const { kind, name } = item.sourceRef?.storeRef ?? spec.secretStoreRef;
    if (kind === 'ClusterSecretStore') {
      return [];
    }
    const { auth, remoteNamespace } = find(objects, kind, name, namespace).spec.provider.kubernetes;
    return [`${namespace}/${auth.serviceAccount.name} ${remoteNamespace}/${item.remoteRef.key}`];
  }));
  return [...new Set<string>(read)].sort();
}

function find(objects: readonly any[], kind: string, name: string, namespace: string): any {
  const [object, ...others] = objects.filter(o => o.kind === kind && o.metadata.name === name && o.metadata.namespace === namespace);
  if (object === undefined || others.length > 0) {
    throw new Error(`${kind} ${namespace}/${name} is there ${others.length + (object ? 1 : 0)} times`);
  }
  return object;
}
