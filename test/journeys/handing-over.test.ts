import { describe, expect, test } from 'vitest'
import { browserPath, journey, phone } from './browser.ts'

const matter = '河边步道的灯坏了一排'

describe.skipIf(!browserPath)('handing over', () => {
  const { openAs } = journey()

  test(
    'a department signs and answers on a phone; what it changes while the office reads does not go out unread',
    { timeout: 180_000 },
    async () => {
      const department = await openAs('department', '430102', phone)
      await department.goto('/staff/assignments')
      await department.getByRole('link', { name: matter }).click()
      await department.getByRole('button', { name: '签收', exact: true }).click()
      await department.getByRole('button', { name: '写答复' }).click()
      await department.getByRole('textbox', { name: '写给反映人' }).fill('已经派人去看，')
      await department.getByText('存好了').waitFor()
      await department.getByRole('textbox', { name: '写给反映人' }).pressSequentially('三天内全部换好。')
      await department.getByRole('button', { name: '送审' }).click()
      await department.getByText('待审', { exact: true }).waitFor()

      const office = await openAs('office', '430102')
      await office.goto('/staff/assignments?state=drafted')
      await office.getByRole('link', { name: matter }).click()
      await office.getByText('已经派人去看，三天内全部换好。').waitFor()

      await department.getByRole('button', { name: '改这份答复' }).click()
      await department.getByRole('textbox', { name: '写给反映人' }).fill('9月25日前全部换好。')
      await department.getByText('存好了').waitFor()

      await office.getByRole('button', { name: '核过发出' }).click()
      await office.getByText('发出后反映人马上看得到').waitFor()
      await office.getByRole('button', { name: '核过发出' }).click()
      await office
        .getByText(/又改过这份答复/)
        .first()
        .waitFor()
      await office.reload()
      await office.getByText('9月25日前全部换好。').waitFor()
      await office.getByRole('button', { name: '核过发出' }).click()
      await office.getByRole('button', { name: '核过发出' }).click()
      await office.getByText('已发出', { exact: true }).waitFor()
      await office.getByRole('link', { name: '看这条意见' }).click()
      expect(await office.getByText('9月25日前全部换好。').first().isVisible()).toBe(true)
    },
  )
})
