// What three programs that are not ours say of credentials; asked and answered as JSON.
// Nothing leaves the machine: every address is one of `documents`, or it does not exist.
const asked = JSON.parse(await new Response(process.stdin).text());

// Before anything is loaded that looks at the clock: it shows the moment that was asked for.
const moment = new Date(asked.now).getTime();
globalThis.Date = class extends Date {
  constructor(...parts) {
    super(...(parts.length ? parts : [moment]));
  }
  static now() {
    return moment;
  }
};

const {DataIntegrityProof} = await import('@digitalbazaar/data-integrity');
const {cryptosuite} = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const vc = await import('@digitalbazaar/vc');
const {checkStatus} = await import('@digitalbazaar/vc-bitstring-status-list');
const core = await import('@digitalcredentials/verifier-core');
const {default: jsonld} = await import('jsonld');

const documents = new Map(Object.entries(asked.documents));
const suite = new DataIntegrityProof({cryptosuite});

async function documentLoader(url) {
  const key = methodOf(url);
  const document = key ?? documents.get(url) ?? (url.startsWith('did:web:') ? documents.get('did') : undefined);
  if(document === undefined) {
    throw new Error(`not there: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document};
}

// An address with a # names one key of the document of its issuer.
function methodOf(url) {
  const did = documents.get('did');
  if(!url.startsWith('did:web:') || !url.includes('#') || !did) {
    return undefined;
  }
  const found = did.verificationMethod.find(one => one.id === url);
  if(!found) {
    throw new Error(`no such key: ${url}`);
  }
  return {'@context': 'https://w3id.org/security/multikey/v1', ...found};
}

globalThis.fetch = async url => {
  const address = String(url?.url ?? url);
  const found = documents.get(address);
  return found === undefined
    ? new Response('not there', {status: 404})
    : new Response(JSON.stringify(found), {status: 200, headers: {'content-type': 'application/json'}});
};

async function digitalBazaar(credential) {
  const result = await vc.verifyCredential({
    credential, suite, documentLoader, maxClockSkew: 0,
    checkStatus: options => checkStatus({...options, documentLoader, suite})
  });
  return {
    verified: result.verified,
    // A signature that holds says nothing of what was revoked since.
    revoked: result.statusResult?.results?.some(one => one.status) ?? false,
    error: result.error ? String(result.error.errors?.[0]?.message ?? result.error.message) : ''
  };
}

async function digitalCredentials(credential) {
  const result = await core.verifyCredential({credential, knownDIDRegistries: []});
  const log = Object.fromEntries((result.log ?? []).map(step => [step.id, step.valid]));
  const schemas = result.additionalInformation?.find(one => one.id === 'schema_check');
  return {log, schema: schemas?.results?.[0]?.result?.valid ?? null, errors: result.errors ?? []};
}

async function isSafe(credential) {
  try {
    await jsonld.canonize(credential, {
      algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: true, documentLoader
    });
    return true;
  } catch {
    return false;
  }
}

const said = [];
for(const credential of asked.credentials) {
  said.push({
    digitalBazaar: await digitalBazaar(structuredClone(credential)),
    digitalCredentials: await digitalCredentials(structuredClone(credential)),
    safe: await isSafe(structuredClone(credential))
  });
}
process.stdout.write(JSON.stringify(said));
