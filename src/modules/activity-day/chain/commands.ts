import { v7 as newId } from 'uuid'
import { refuseActive } from '../../../platform/active-content.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { TakeStep } from '../../../platform/contract.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../platform/errors.ts'
import { releaseFiles, saveFile, savePicture } from '../../../platform/file-records.ts'
import type { FileRule } from '../../../platform/file-rule.ts'
import type { House } from '../../../platform/house.ts'
import { beginProcess, takeStep } from '../../../platform/take-step.ts'
import type { Upload } from '../../../platform/transfer.ts'
import { mediaTypeOf } from '../../campaigns/index.ts'
import { lookAt } from '../access.ts'
import { type ChainDates, type DocumentKind, dueDay, kindsOwedBy, nextInChain } from '../rules.ts'
import { documentFlow, reads, writes } from './access.ts'

/** Begins a document of a unit; when somebody has begun it already, that one is given back. */
export const beginDocument = async (
  tx: Tx,
  actor: Actor,
  campaignId: string,
  input: { id: string; unit: string; kind: DocumentKind },
): Promise<{ id: string }> => {
  const { day, root } = await lookAt(tx, actor, campaignId, input.unit)
  const { rows } = await sql`select from units u where u.id = ${root.unitId} and ${writes(actor)}`.execute(tx)
  if (rows.length === 0) throw new Forbidden()
  if (day.state !== 'issued') throw new Conflict('活动日已经取消或结束，不能再写。')
  if (!kindsOwedBy(root.kind, root.unitId === day.issuerId).includes(input.kind))
    throw new Invalid([{ path: 'kind', message: '这个单位不写这份材料' }])
  const dueOn = dueDay(input.kind, day, root.kind)
  return insert(tx, actor, { ...input, campaignId, committeeId: root.committeeId, dueOn })
}

const insert = async (
  tx: Tx,
  actor: Actor,
  given: {
    id: string
    unit: string
    kind: DocumentKind
    campaignId: string
    committeeId: string
    dueOn: string
  },
): Promise<{ id: string }> => {
  const { rows } = await sql<{ id: string }>`
    insert into chain_documents (id, campaign_id, committee_id, unit_id, kind, owner_id, due_on, updated_at)
    values (${given.id}, ${given.campaignId}, ${given.committeeId}, ${given.unit}, ${given.kind}, ${actor.personId},
      ${given.dueOn}, ${actor.now})
    on conflict (campaign_id, unit_id, kind) do nothing returning id`.execute(tx)
  if (rows.length > 0) {
    await beginProcess(tx, actor, documentFlow, { id: given.id, committeeId: given.committeeId, step: 'ask' })
    return { id: given.id }
  }
  const { rows: known } = await sql<{ id: string }>`
    select id from chain_documents
    where campaign_id = ${given.campaignId} and unit_id = ${given.unit} and kind = ${given.kind}`.execute(tx)
  return { id: known[0]?.id ?? given.id }
}

interface Held {
  state: string
  version: number
  unitId: string
  committeeId: string
  campaignId: string
  kind: DocumentKind
  words: string
  ownerId: string | null
  dueOn: string | null
}

/** Locks a document while its writers may still change it. */
const hold = async (tx: Tx, actor: Actor, id: string): Promise<Held> => {
  const { rows } = await sql<Held & { mine: boolean }>`
    select d.state, d.version, d.unit_id as "unitId", d.committee_id as "committeeId", d.campaign_id as "campaignId", d.kind,
      d.words, d.owner_id as "ownerId", d.due_on as "dueOn",
      ${writes(actor)} as mine
    from chain_documents d join units u on u.id = d.unit_id join campaigns c on c.id = d.campaign_id
    where d.id = ${id} and ${reads(actor)} for update of d`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  if (!row.mine) throw new Forbidden()
  if (row.state !== 'draft' && row.state !== 'returned')
    throw new Conflict('已经报送，不能直接改。要改的话，先“收回来改”。', { state: row.state })
  return row
}

/** Saves text, person in charge and due day; the version that was read must still stand. */
export const saveDocument = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: { words: string; ownerId?: string | undefined; dueOn?: string | undefined; version: number },
): Promise<{ id: string; version: number }> => {
  const held = await hold(tx, actor, id)
  if (held.version !== input.version)
    throw new Conflict('您打开之后，别人改过这一份。请对照后再存。', {
      version: held.version,
      words: held.words,
      ownerId: held.ownerId,
      dueOn: held.dueOn,
    })
  if (input.ownerId) await requireHand(tx, held.unitId, input.ownerId, actor)
  await sql`
    update chain_documents set words = ${input.words}, owner_id = coalesce(${input.ownerId ?? null}::uuid, owner_id),
      due_on = coalesce(${input.dueOn ?? null}::date, due_on), version = version + 1, updated_at = ${actor.now}
    where id = ${id}`.execute(tx)
  return { id, version: held.version + 1 }
}

const requireHand = async (tx: Tx, unitId: string, personId: string, actor: Actor) => {
  const { rows } = await sql`
    select from grants where unit_id = ${unitId} and person_id = ${personId} and valid @> ${actor.now}::timestamptz::date`.execute(
    tx,
  )
  if (rows.length === 0)
    throw new Invalid([{ path: 'ownerId', message: '负责人要是本单位的工作人员或召集人' }])
}

/** Puts a file with the document; another one takes its place. */
export const attachToDocument = async (
  tx: Tx,
  actor: Actor,
  house: House,
  id: string,
  given: { fileId: string; upload: Upload },
): Promise<{ id: string }> => {
  const held = await hold(tx, actor, id)
  const { name, bytes } = given.upload
  const mediaType = mediaTypeOf(name, bytes)
  if (!mediaType)
    throw new Invalid([
      { path: 'file', message: '附件收 PDF、OFD、Word（.docx）、Excel（.xlsx）和图片，内容要与扩展名相符。' },
    ])
  await refuseActive(bytes, mediaType)
  const owner = { type: 'chain_document', id }
  const file = {
    id: given.fileId,
    committeeId: held.committeeId,
    name,
    content: bytes,
    owner,
    createdBy: actor.personId,
    now: actor.now,
  }
  await (mediaType.startsWith('image/')
    ? savePicture(tx, house, file)
    : saveFile(tx, house, { ...file, purpose: 'attachment', mediaType }))
  await sql`update chain_documents set file_id = ${given.fileId}, updated_at = ${actor.now} where id = ${id}`.execute(
    tx,
  )
  await releaseFiles(tx, owner, [given.fileId])
  return { id: given.fileId }
}

/** Takes a step of a document; a plan that has gone up is followed by the notice, the notice by the summary. */
export const stepDocument = async (
  tx: Tx,
  actor: Actor,
  id: string,
  asked: TakeStep,
): Promise<{ state: string }> => {
  const { rows } = await sql<Held & ChainDates & { unitKind: string }>`
    select d.unit_id as "unitId", d.committee_id as "committeeId", d.campaign_id as "campaignId", d.kind, u.kind as "unitKind",
      c.held_on as "heldOn", c.upload_due_on as "uploadDueOn", c.return_due_on as "returnDueOn",
      (coalesce(c.issued_at, c.created_at) at time zone 'Asia/Shanghai')::date as "issuedOn"
    from chain_documents d join units u on u.id = d.unit_id join campaigns c on c.id = d.campaign_id
    where d.id = ${id} and ${reads(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const moved = await takeStep(tx, actor, documentFlow, id, asked)
  const next = nextInChain[row.kind]
  if (moved.to === 'submitted' && next && row.unitKind === 'committee') {
    const dueOn = dueDay(next, row, row.unitKind)
    await insert(tx, actor, {
      id: newId(),
      unit: row.unitId,
      kind: next,
      campaignId: row.campaignId,
      committeeId: row.committeeId,
      dueOn,
    })
  }
  return { state: moved.to }
}

/** Whoever reads the document reads its file. */
export const documentFiles: FileRule = {
  ownerType: 'chain_document',
  mayRead: async (tx, actor, id) => {
    const { rows } = await sql`
      select from chain_documents d join units u on u.id = d.unit_id join campaigns c on c.id = d.campaign_id
      where d.id = ${id} and ${reads(actor)}`.execute(tx)
    return rows.length > 0
  },
}
