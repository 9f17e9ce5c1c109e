# SPDX-License-Identifier: MIT
"""The default policy as a table: an upper bound per audience, editable in every plan.

A record's or a field's own marking can only be stricter. A field without a row does not leave.

Columns: kind; case (which records of the kind, see `hotmap.release.cases`; empty for all of them,
and every row that applies counts, the strictest wins); field codes; then one rule for each audience.

Rules: ``yes``; ``no``; a precision of the place; ``to_100`` and ``band`` for counts; ``released``,
only where the field's own marking names the audience; ``cell``, told of the cell and not of the
place; ``phrase``, a fixed phrase instead of the text; ``count``, only in a total; ``own``, the
reader's own share of a marking.
"""

from __future__ import annotations

DEFAULT_TABLE = """
kind       case          fields                                                         mission    uniformed unct       partners  authorities public
plan       -             title,mission,sector,period,forum,catalogue,version,as_of      yes        yes       yes        yes       yes         yes
plan       -             exercise,exercise_name,contact,code_lists                      yes        yes       yes        yes       yes         yes
plan       -             rubric                                                         yes        yes       yes        no        no          no
plan       -             household_size                                                 yes        yes       yes        yes       no          no
plan       -             default_audiences,policy,release_key,notes                     no         no        no         no        no          no

marking    -             originator,community,sensitivity                               yes        yes       yes        no        no          no
marking    -             classification,expires                                         yes        yes       yes        yes       yes         yes
marking    -             audiences,precision                                            own        own       own        own       own         own

hotspot    -             geometry                                                       exact      exact     exact      cell_10km cell_10km   cell_100km
hotspot    -             code,type                                                      yes        yes       yes        yes       yes         yes
hotspot    -             name,status                                                    yes        yes       yes        yes       yes         no
hotspot    -             description,notes                                              yes        yes       released   released  no          no
hotspot    -             months                                                         yes        yes       yes        yes       no          no
hotspot    -             pcode                                                          yes        yes       yes        cell      no          no
hotspot    -             other_names,certainty,nominated_by,first_identified,review_due yes        yes       yes        no        no          no

population -             hotspot,unit,as_of,estimated                                   yes        yes       yes        yes       yes         yes
population -             persons                                                        yes        to_100    yes        to_100    band        band
population -             group                                                          yes        yes       yes        yes       no          no
population -             source                                                         yes        no        no         no        no          no
population -             notes                                                          yes        released  released   released  no          no

threat     -             hotspot,type,months,time_of_day                                yes        yes       yes        yes       yes         no
threat     state_actor   hotspot,type,months,time_of_day                                yes        yes       yes        yes       no          no
threat     -             actor_category                                                 yes        yes       yes        no        no          no
threat     -             actor_name,grade                                               yes        no        no         no        no          no
threat     -             intent,capability,opportunity,history                          yes        yes       yes        no        no          no
threat     -             severity,exposure,vulnerability,confidence,mandate             yes        yes       yes        no        no          no
threat     -             notes                                                          yes        released  released   released  no          no

presence   base          geometry                                                       exact      exact     exact      cell_10km cell_10km   no
presence   base          domain,type                                                    yes        yes       yes        yes       yes         no
presence   base          code,name,entity,from_date,to_date,permanence                  yes        yes       yes        no        no          no
presence   moving        geometry                                                       exact      exact     no         no        no          no
presence   moving        domain,type,code,name,entity,from_date,to_date,permanence      yes        yes       no         no        no          no
presence   civilian      geometry                                                       exact      exact     exact      exact     cell_10km   no
presence   civilian      domain,type                                                    yes        yes       yes        yes       yes         no
presence   civilian      code,name,entity,from_date,to_date,permanence                  yes        yes       yes        yes       no          no
presence   ears          geometry                                                       exact      exact     cell_10km  no        no          no
presence   ears          domain,type,code,name,entity,from_date,to_date,permanence      yes        yes       yes        no        no          no
presence   humanitarian  geometry                                                       cell_10km  no        exact      exact     no          no
presence   humanitarian  domain,type,code,name,entity,from_date,to_date,permanence      yes        no        yes        yes       no          no
presence   humanitarian  strength,ready_min,reach_km,mobility,night,seasons             no         no        no         no        no          no
presence   -             strength,ready_min,reach_km,mobility,night,seasons             yes        yes       no         no        no          no
presence   -             notes                                                          yes        released  released   released  no          no
presence   humanitarian  notes                                                          released   no        released   released  no          no

incident   -             geometry                                                       exact      exact     cell_1km   cell_10km no          no
incident   -             type                                                           yes        yes       yes        yes       no          count
incident   -             code,hotspot,date,date_precision,place_precision,verified      yes        yes       yes        yes       no          no
incident   -             fatalities,outcome                                             yes        yes       yes        yes       no          no
incident   -             imminent,responder                                             yes        yes       yes        no        no          no
incident   -             received,decided,arrived                                       yes        yes       no         no        no          no
incident   -             source,grade                                                   yes        no        no         no        no          no
incident   -             notes                                                          yes        released  released   released  no          no
incident   sensitive     geometry                                                       cell_100km no        cell_100km no        no          no
incident   sensitive     code,type,date,date_precision,place_precision,verified         yes        no        yes        no        no          no
incident   sensitive     fatalities,outcome,imminent,source,grade                       yes        no        yes        no        no          no
incident   sensitive     received,decided,arrived,responder                             yes        no        no         no        no          no
incident   sensitive     hotspot                                                        no         no        no         no        no          no
incident   sensitive     notes                                                          released   no        released   no        no          no

decision   -             hotspot,level                                                  yes        yes       yes        yes       yes         no
decision   -             suggested,forum,role,date,valid_until,supersedes               yes        yes       yes        no        no          no
decision   -             reason                                                         yes        yes       yes        no        no          no
decision   -             dissent                                                        yes        yes       no         no        no          no
decision   -             notes                                                          yes        released  released   released  no          no

response   -             hotspot,title,lead                                             yes        yes       yes        yes       yes         no
response   -             code,threat,tier,phase,activity,support,resources,start,due    yes        yes       yes        yes       no          no
response   -             status,indicator,objective,hrddp,depends_on,hands_over_to      yes        yes       yes        yes       no          no
response   -             notes                                                          yes        released  released   released  no          no
response   physical      hotspot,tier                                                   yes        yes       yes        yes       no          no
response   physical      code,activity,lead                                             yes        yes       yes        no        no          no
response   physical      title                                                          yes        yes       no         phrase    no          no
response   physical      threat,phase,support,resources,start,due,status,indicator      yes        yes       no         no        no          no
response   physical      objective,hrddp,depends_on,hands_over_to,notes                 yes        yes       no         no        no          no

visit      -             geometry                                                       exact      exact     exact      no        no          no
visit      -             code,name,from_date,to_date,sections,hotspots,recommendations  yes        yes       yes        no        no          no
visit      -             findings                                                       yes        no        yes        no        no          no
visit      -             notes                                                          yes        released  released   no        no          no

layer      -             name,kind,table,count,geometry_type,columns,bbox,style,order    yes        yes       yes        yes       yes         yes
layer      -             visible,as_of,attribution                                      yes        yes       yes        yes       yes         yes
layer      -             notes                                                          released   released  released   released  released    released

coverage   -             status,civilian                                                yes        yes       yes        yes       no          no
coverage   -             minutes                                                        yes        yes       no         no        no          no
"""
