import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { getFile } from '../../../../platform/file-contract.ts'
import { addressOf, newKey, upload, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { WhatStands, begunOn, useOtherHand, wordIn } from '../../../../web/other-hand.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  DateField,
  ErrorNote,
  Facts,
  Form,
  HiddenField,
  PageHead,
  Result,
  Section,
  SelectField,
  StepBar,
  TextArea,
  Timeline,
  asDay,
  failureOf,
  noSecrets,
  pastMoments,
} from '../../../../web/ui/staff/index.ts'
import {
  type ChainDocument,
  DocumentDraft,
  attachToDocument,
  getDocument,
  saveDocument,
  stepDocument,
} from '../../contract.ts'
import { documentLabels } from '../../rules.ts'
import { Paragraphs } from './notice.tsx'

const Written = DocumentDraft.extend({ version: begunOn })

/** One document of the chain: written by its unit, read by the one above. */
export default function DocumentPage() {
  const { documentId = '' } = useParams()
  const read = useRead(getDocument, { params: { id: documentId } })
  const step = useWrite(stepDocument)
  if (read.error) return <ErrorNote missing={read.error.status === 404}>{read.error.message}</ErrorNote>
  if (!read.data) return <p className="meta">正在打开……</p>
  const { data } = read
  const isOpen = data.mine && (data.standing.state === 'draft' || data.standing.state === 'returned')
  const back = ['plan', 'notice', 'publicity'].includes(data.kind)
    ? staff.campaignNotice(data.campaignId)
    : staff.chain(data.campaignId)
  const last = data.standing.history.at(-1)
  return (
    <>
      <PageHead
        title={`${data.unitName}${documentLabels[data.kind]}`}
        crumbs={[
          { label: '委员活动日', to: below(staff.campaigns()) },
          { label: data.campaignName, to: below(back) },
          { label: documentLabels[data.kind] },
        ]}
        facts={[data.standing.stateLabel, ...(data.dueOn ? [`${asDay(data.dueOn)} 24 点前`] : [])]}
      />
      {data.standing.state === 'returned' && last?.words && (
        <p className="said">
          <b>退回来了：{last.words}</b>
          <br />
          <small>{last.by}，改好再报送一次。</small>
        </p>
      )}
      {isOpen ? <Writing document={data} /> : <Reading document={data} />}
      {(isOpen || data.file) && <TheFile document={data} isOpen={isOpen} />}
      <StepBar
        steps={data.standing.steps}
        likely={data.mine ? 'submit' : 'accept'}
        onTake={(taken) => step.send({ params: { id: data.id }, body: taken })}
        about={{
          submit: {
            final: data.receiverName
              ? `报给${data.receiverName}。报送后要改，先收回来。`
              : '这是本级自己的，没有上级接收，报送就是定稿。',
            done: '报送了。',
          },
          return: { ask: '哪里要改，写给对方看' },
        }}
      />
      <Section title="经过">
        <Timeline moments={pastMoments(data.standing.history)} />
      </Section>
    </>
  )
}

function Writing({ document }: { document: ChainDocument }) {
  const save = useWrite(saveDocument)
  const { stands, held, saved } = useOtherHand()
  const hand = document.hands.find((one) => one.personId === stands?.['ownerId'])
  return (
    <Form
      key={saved}
      schema={Written}
      draftKey={`chain:${document.id}`}
      initial={{
        version: String(document.version),
        words: document.words,
        ...(document.ownerId ? { ownerId: document.ownerId } : {}),
        ...(document.dueOn ? { dueOn: document.dueOn } : {}),
      }}
      submit="存下来"
      quiet
      beside={saved > 0 && <Result>存下了</Result>}
      onSubmit={async ({ version: begun, ...body }, { key }) => {
        await held(begun, (version) =>
          save.send({ params: { id: document.id }, body: { ...body, version }, key }),
        )
      }}
    >
      <HiddenField name="version" />
      <TextArea
        name="words"
        label="正文"
        rows={16}
        max={20000}
        optional
        hint="也可以只传附件。写的内容每 5 秒存在这台电脑上。"
      />
      <SelectField
        name="ownerId"
        label="负责人"
        optional
        options={document.hands.map((hand) => ({ value: hand.personId, label: hand.name }))}
      />
      <DateField name="dueOn" label="哪天前写好" />
      {stands && (
        <WhatStands
          rows={[
            { label: '正文', value: wordIn(stands, 'words') },
            { label: '负责人', value: hand?.name ?? null },
            { label: '哪天前写好', value: wordIn(stands, 'dueOn') },
          ]}
        />
      )}
    </Form>
  )
}

function Reading({ document }: { document: ChainDocument }) {
  return (
    <Section title="正文">
      <Facts
        rows={[
          { label: '负责人', value: document.ownerName },
          { label: '报给', value: document.receiverName },
        ]}
      />
      {document.words ? <Paragraphs text={document.words} /> : <p className="note">没有写正文，见附件。</p>}
    </Section>
  )
}

function TheFile({ document, isOpen }: { document: ChainDocument; isOpen: boolean }) {
  const client = useQueryClient()
  const [trouble, setTrouble] = useState<string | null>(null)
  const send = async (files: FileList | null) => {
    const file = files?.[0]
    if (!file) return
    setTrouble(null)
    try {
      await upload(attachToDocument, file, { params: { id: document.id }, body: { fileId: newKey() } })
      await client.invalidateQueries()
    } catch (thrown) {
      setTrouble(failureOf(thrown).message)
    }
  }
  return (
    <Section title="附件">
      {document.file && (
        <p>
          <a href={addressOf(getFile, { params: { id: document.file.id } })} download>
            {document.file.name}
          </a>
        </p>
      )}
      {isOpen && (
        <div className="field" style={{ maxWidth: '34em' }}>
          <label>
            {document.file ? '换一个附件' : '传附件'}
            <span className="opt">可以不传</span>
            <input
              className="in"
              type="file"
              accept=".pdf,.ofd,.docx,.xlsx,.jpg,.jpeg,.png"
              onChange={(event) => void send(event.currentTarget.files)}
            />
          </label>
          <p className="hint">收 PDF、OFD、Word、Excel 和图片。{noSecrets}</p>
          {trouble && <ErrorNote>{trouble}</ErrorNote>}
        </div>
      )}
    </Section>
  )
}
