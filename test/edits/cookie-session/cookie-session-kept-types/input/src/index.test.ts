import session from 'cookie-session'
import { it } from 'vitest'

it('makes a session', () => { session({ keys: ['key'] }) })
