// Runs before every test file: a test says itself what is set, whoever runs it and wherever.
for (const name of ['CI', 'CDK8S_FLEET_FROZEN', 'CDK8S_OUTDIR']) {
  delete process.env[name];
}
