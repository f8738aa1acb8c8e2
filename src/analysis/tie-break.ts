/**
 * Names prove nothing. They are asked only where every fact is in (a long-lived place is written with a value
 * that nobody in the program accounts for) and the question left is whose value it is.
 */

const IDENTITY = /^(?:users?|accounts?|sessions?|tenants?|tenancy|customers?|members?|principals?|identity|identities|auth|authenticated|authorization|credentials?|tokens?|jwt|cookies?|requests?|req|ctx|contexts?|viewer|actor|owner|person|profile|login|impersonat\w*|subject|caller|requester|sender|patient|org|organi[sz]ation|workspace|userid|runs?|conversations?|threads?|chats?|carts?)$/i;
const SETTING = /^(?:config|configuration|configs|settings?|options?|opts|level|verbose|verbosity|debug|logger|log|port|host|env|environment|version|locale|format|formatter|transport|adapter|driver|provider|plugin|plugins|flags?|features?|server|app|pool|client|db|database|connection|connections|registry|register|factory|handler|handlers|hook|hooks|listener|listeners|callback|timer|interval|timeout|io|router|metrics|reporter|clock|now|random)$/i;

export function identityByName(names: readonly string[]): boolean {
  return names.some((name) => words(name).some((word) => IDENTITY.test(word)));
}

export function settingByName(names: readonly string[]): boolean {
  const last = names.flatMap((name) => words(name).slice(-1));
  return last.some((word) => SETTING.test(word));
}

/** `currentUserId` → current, user, id. */
function words(name: string): string[] {
  return name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).filter((word) => word !== '');
}
