# Reads `rows`, then a file of facts (KEY VALUE), then the samples (NAME VALUE, NAME unknown REASON). Writes a table, and
# JSON to the file `json` if it is set. Ends with 1 if `strict` is 1 and a budget was missed, or nobody knows.
function trim(text) { gsub(/^[ \t]+|[ \t]+$/, "", text); return text }

function quoted(text) { gsub(/[\\"]/, "\\\\&", text); gsub(/[\001-\037]/, " ", text); return "\"" text "\"" }

# sort ID: the samples of a row, in place; ranks are counted from 1.
function sort(id,    i, j, value) {
    for (i = 2; i <= n[id]; i++) {
        value = of[id, i]
        for (j = i - 1; j > 0 && of[id, j] > value; j--) of[id, j + 1] = of[id, j]
        of[id, j + 1] = value
    }
}

function ceiling(x) { return x == int(x) ? x : int(x) + 1 }

function median(id,    half) {
    half = int(n[id] / 2)
    return n[id] % 2 ? of[id, half + 1] : (of[id, half] + of[id, half + 1]) / 2
}

function p95(id) { return of[id, ceiling(0.95 * n[id])] }

function shown(value) { return sprintf(value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value) }

function ratio(id) { return n[id] && n[than[id]] && median(than[id]) > 0 ? median(id) / median(than[id]) : "" }

function beside(id,    x) {
    if (than[id] == "") return ""
    x = ratio(id)
    if (x == "") return "unknown"
    return (x < 1 ? "1/" shown(1 / x) " of " : shown(x) " × ") name[than[id]]
}

function verdict(id) {
    if (!n[id] || bad[id]) return "unknown"
    if (budget[id] == "") return ""
    if (median(id) > budget[id]) return "OVER"
    return p95(id) > budget[id] ? "within, p95 over" : "within"
}

# cell ROW COLUMN TEXT: `×` is two bytes to this awk, and one column.
function cell(row, column, text,    width) {
    table[row, column] = text
    width = length(text) - (text ~ /×/ && length("×") == 2)
    wide[row, column] = width
    if (width > widest[column]) widest[column] = width
}

function print_table(    row, column, line, blanks) {
    for (row = 0; row <= rows; row++) {
        line = "|"
        for (column = 1; column <= columns; column++) {
            blanks = sprintf("%*s", widest[column] - wide[row, column], "")
            line = line " " (right[column] ? blanks table[row, column] : table[row, column] blanks) " |"
        }
        print line
        if (row) continue
        line = "|"
        for (column = 1; column <= columns; column++) {
            blanks = sprintf("%*s", widest[column], "")
            gsub(/ /, "-", blanks)
            line = line (right[column] ? "-" blanks ":" : "-" blanks "-") "|"
        }
        print line
    }
}

function json_row(id,    line, i) {
    line = "{\"id\":" quoted(id) ",\"name\":" quoted(name[id]) ",\"unit\":" quoted(unit[id]) ",\"n\":" n[id] + 0
    if (n[id]) line = line ",\"median\":" median(id) ",\"p95\":" p95(id) ",\"min\":" of[id, 1] ",\"max\":" of[id, n[id]]
    if (budget[id] != "") line = line ",\"budget\":" budget[id] ",\"verdict\":" quoted(verdict(id))
    if (than[id] != "") line = line ",\"comparedWith\":" quoted(than[id]) ",\"ratio\":" (ratio(id) == "" ? "null" : ratio(id))
    if (id in reason) line = line ",\"unknown\":" bad[id] ",\"reason\":" quoted(reason[id])
    line = line ",\"samples\":["
    for (i = 1; i <= n[id]; i++) line = line (i > 1 ? "," : "") of[id, i]
    return line "]}"
}

FNR == 1 { file++ }
file == 1 && !/^#/ && NF {
    split($0, part, "|")
    id = trim(part[1])
    ids[++rows] = id
    name[id] = trim(part[2]); unit[id] = trim(part[3]); budget[id] = trim(part[4]) == "" ? "" : part[4] + 0; than[id] = trim(part[5])
}
file == 2 { key = $1; keys[++facts] = key; sub(/^[^ ]+ /, ""); fact[key] = $0 }
file == 3 && $2 == "unknown" { id = $1; bad[id]++; sub(/^[^ ]+ [^ ]+ /, ""); reason[id] = $0 }
file == 3 && $2 != "unknown" { of[$1, ++n[$1]] = $2 + 0 }

END {
    columns = split("measured|median|p95|min - max|n|budget|verdict|beside", title, "|")
    for (column = 1; column <= columns; column++) cell(0, column, title[column])
    right[2] = right[3] = right[4] = right[5] = right[6] = 1
    for (row = 1; row <= rows; row++) {
        id = ids[row]
        sort(id)
        missed += budget[id] != "" && verdict(id) ~ /OVER|unknown/
    }
    for (row = 1; row <= rows; row++) {
        id = ids[row]
        cell(row, 1, name[id])
        cell(row, 2, n[id] ? shown(median(id)) " " unit[id] : "unknown")
        cell(row, 3, n[id] ? shown(p95(id)) : "")
        cell(row, 4, n[id] ? shown(of[id, 1]) " - " shown(of[id, n[id]]) : "")
        cell(row, 5, bad[id] ? n[id] + 0 " of " n[id] + bad[id] : n[id] + 0)
        cell(row, 6, budget[id])
        cell(row, 7, verdict(id))
        cell(row, 8, beside(id))
    }
    print_table()
    print ""
    for (row = 1; row <= rows; row++)
        if (verdict(ids[row]) == "unknown")
            printf("unknown: %s: %s\n", name[ids[row]], ids[row] in reason ? reason[ids[row]] : "no sample was taken")
    for (i = 1; i <= facts; i++) printf "%s: %s\n", keys[i], fact[keys[i]]
    print missed ? missed " budgets were missed or could not be measured." : "All budgets were kept."
    if (json != "") {
        printf "{\"facts\":{" >json
        for (i = 1; i <= facts; i++) printf("%s%s:%s", (i > 1 ? "," : ""), quoted(keys[i]), quoted(fact[keys[i]])) >json
        printf("},\"missed\":%d,\"rows\":[", missed) >json
        for (row = 1; row <= rows; row++) printf("%s\n%s", (row > 1 ? "," : ""), json_row(ids[row])) >json
        print "\n]}" >json
    }
    exit strict && missed ? 1 : 0
}
